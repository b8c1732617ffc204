"""What the services say to each other. Every type of event, by publisher; the only home of names on the wire."""

from dataclasses import dataclass

from shared.contracts import cases, identity, notifications, referrals, volunteers
from shared.eventing.contract import EventType

ALL: tuple[EventType, ...] = (
    *identity.EVENTS,
    *referrals.EVENTS,
    *cases.EVENTS,
    *volunteers.EVENTS,
    *notifications.EVENTS,
)

BY_NAME: dict[str, EventType] = {event.name: event for event in ALL}


@dataclass(frozen=True)
class Topic:
    """A topic as it is made: an event stays in it `retention_days`, and in the publisher's outbox 30 days; of each
    partition at most `retention_bytes` are kept."""

    name: str
    partitions: int
    retention_days: int
    retention_bytes: int


PARTITIONS = 12
RETENTION_DAYS = 30

RETENTION_BYTES = 256 * 1024 * 1024
"""Twice what a thousand organisations are reckoned to publish in the busiest topic within 30 days: 21,000 events a day
of 2 KB. A publisher that runs wild fills 3 GiB, not the disk; a reader must be weeks behind to miss anything."""


TOPICS: tuple[Topic, ...] = tuple(
    Topic(name, PARTITIONS, RETENTION_DAYS, RETENTION_BYTES) for name in dict.fromkeys(event.topic for event in ALL)
)
