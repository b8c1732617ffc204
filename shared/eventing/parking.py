"""A key in trouble is parked: its events queue in order in our own database, and all other keys flow on.

A parked key tries again by itself, with a backoff up to an hour, and at once when the row it waits for is written.
It is never dropped by itself.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from shared.eventing.record import Key, Raw

FIRST_RETRY_S = 0.2
LAST_RETRY_S = 3600.0


def park(session: Session, key: Key, partition: int, reason: str, wanted: str | None) -> None:
    """`reason` names an error, never content; `wanted` is "table:id" of the awaited row."""
    session.execute(
        text(
            "insert into parked_keys (topic, subject, partition, reason, wanted)"
            " values (:topic, :subject, :partition, :reason, :wanted) on conflict do nothing"
        ),
        {**key._asdict(), "partition": partition, "reason": reason, "wanted": wanted},
    )


def enqueue(session: Session, key: Key, event_id: UUID, raw: Raw) -> None:
    """The same event twice (sent again by its relay) queues once."""
    session.execute(
        text(
            'insert into parked_events (topic, subject, partition, "offset", event_id, key, value, headers)'
            " values (:topic, :subject, :partition, :offset, :event_id, :key, :value, :headers)"
            " on conflict (event_id) do nothing"
        ),
        {**raw.columns(), "subject": key.subject, "event_id": event_id},
    )


def keys_of(session: Session, topics_partitions: list[tuple[str, int]]) -> set[Key]:
    rows = session.execute(
        text("select topic, subject, partition from parked_keys where topic = any(:topics)"),
        {"topics": list({topic for topic, _ in topics_partitions})},
    )
    held = set(topics_partitions)
    return {Key(row.topic, row.subject) for row in rows if (row.topic, row.partition) in held}


def due(session: Session, keys: Iterable[Key]) -> dict[Key, datetime]:
    """Which of these keys are to be tried again now, the longest due first, with the moment that was set for it."""
    topics, subjects = zip(*keys, strict=True)
    rows = session.execute(
        text(
            "select topic, subject, next_try_at from parked_keys"
            " join unnest(cast(:topics as text[]), cast(:subjects as text[])) as ours (topic, subject)"
            " using (topic, subject)"
            " where next_try_at <= clock_timestamp() order by next_try_at limit 100"
        ),
        {"topics": list(topics), "subjects": list(subjects)},
    )
    return {Key(row.topic, row.subject): row.next_try_at for row in rows}


def first(session: Session, key: Key) -> Any:
    """The first event in the key's queue (id and the columns of Raw), or None when it is empty."""
    return session.execute(
        text("select * from parked_events where topic = :topic and subject = :subject order by id limit 1"),
        key._asdict(),
    ).one_or_none()


def remove(session: Session, id: int) -> None:
    session.execute(text("delete from parked_events where id = :id"), {"id": id})


def release(session: Session, key: Key) -> None:
    session.execute(text("delete from parked_keys where topic = :topic and subject = :subject"), key._asdict())


def again_later(session: Session, key: Key, reason: str, wanted: str | None, was_due: datetime) -> None:
    """The key stays parked; the next try is twice as far away as the last, up to an hour.

    When its next try is not the one that `was_due`, someone woke the key while we tried: it is tried again at once.
    """
    session.execute(
        text(
            "update parked_keys set reason = :reason, wanted = :wanted, attempts = attempts + 1, next_try_at ="
            " case when next_try_at = :was_due then clock_timestamp()"
            " + make_interval(secs => least(:last, :first * power(2, least(attempts, 30)))) else next_try_at end"
            " where topic = :topic and subject = :subject"
        ),
        {
            **key._asdict(),
            "reason": reason,
            "wanted": wanted,
            "was_due": was_due,
            "first": FIRST_RETRY_S,
            "last": LAST_RETRY_S,
        },
    )


def take_drop_order(session: Session, key: Key, event_id: UUID) -> bool:
    """Whether an operator ordered to drop this event, the first of its key; the order is used up."""
    done = session.execute(
        text(
            "update parked_keys set drop_event = null where topic = :topic and subject = :subject"
            " and drop_event = :event_id returning 1"
        ),
        {**key._asdict(), "event_id": event_id},
    ).one_or_none()
    return done is not None


class EffectSession(Session):
    """A session in which every row that is written wakes the keys that wait for it, in the same transaction."""


@event.listens_for(EffectSession, "after_flush")
def _wake(session: Session, _: object) -> None:
    written = [_name(row) for row in session.new]
    if written:
        session.execute(
            text("update parked_keys set next_try_at = clock_timestamp() where wanted = any(:written)"),
            {"written": written},
        )


def _name(row: Any) -> str:
    table = row.__table__
    key = "/".join(str(getattr(row, column.key)) for column in table.primary_key)
    return f"{table.name}:{key}"
