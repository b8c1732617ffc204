"""What a service does with the events of others: replicas it keeps, and reactions it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from shared.eventing.contract import EventType
from shared.eventing.envelope import Event

Handler = Callable[[Session, Event], None]
"""Writes its effects to the session and nothing else; it never commits. It may raise NotYet."""

Table = Mapping[EventType, Sequence[Handler]]


class NotYet(Exception):
    """The reaction needs a record that is not here yet: the event's key waits until that row is written.

    `kind` is the name of the awaited table, `id` its primary key.
    """

    def __init__(self, kind: str, id: object) -> None:
        super().__init__(kind)
        self.wanted = f"{kind}:{id}"


@dataclass(frozen=True)
class Handlers:
    """`replicas` copy the state of another's record and also see snapshots; `reactions` act, once, on news."""

    replicas: Table
    reactions: Table

    def types(self) -> dict[str, EventType]:
        return {event.name: event for event in (*self.replicas, *self.reactions)}

    def topics(self) -> list[str]:
        return sorted({event.topic for event in (*self.replicas, *self.reactions)})

    def handle(self, session: Session, event: Event) -> None:
        for keep in self.replicas.get(event.type, ()):
            keep(session, event)
        if not event.envelope.snapshot:
            for react in self.reactions.get(event.type, ()):
                react(session, event)
