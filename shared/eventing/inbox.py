"""Which events had their effect here, and where we are in each partition."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from kafka import TopicPartition
from sqlalchemy import text
from sqlalchemy.orm import Session

_INSERT = text(
    "insert into inbox (event_id) select distinct unnest(cast(:ids as uuid[]))"
    " on conflict do nothing returning event_id"
)


def receive(session: Session, ids: Iterable[UUID]) -> set[UUID]:
    """Note these events in the transaction of their effects; returns those that had no effect before."""
    return set(session.scalars(_INSERT, {"ids": list(ids)}))


def forget(session: Session, event_id: UUID) -> None:
    """Let an event that was dropped have its effect after all."""
    session.execute(text("delete from inbox where event_id = :id"), {"id": event_id})


def save_offsets(session: Session, next_offsets: Mapping[TopicPartition, int]) -> None:
    """Our place in each partition only goes forward; `forget_offsets` is the way back."""
    session.execute(
        text(
            "insert into consumer_offsets (topic, partition, next_offset) values (:topic, :partition, :next)"
            " on conflict (topic, partition)"
            " do update set next_offset = greatest(consumer_offsets.next_offset, excluded.next_offset)"
        ),
        [{"topic": tp.topic, "partition": tp.partition, "next": next_} for tp, next_ in next_offsets.items()],
    )


def forget_offsets(session: Session, partitions: Iterable[TopicPartition]) -> None:
    for partition in partitions:
        session.execute(
            text("delete from consumer_offsets where topic = :topic and partition = :partition"), partition._asdict()
        )


def save_highwaters(session: Session, highwaters: Mapping[TopicPartition, int]) -> None:
    """Where each log ended when we last looked: the lag is the difference."""
    if not highwaters:
        return
    session.execute(
        text(
            "insert into consumer_offsets (topic, partition, next_offset, highwater)"
            " values (:topic, :partition, 0, :end)"
            " on conflict (topic, partition) do update set highwater = excluded.highwater"
        ),
        [{"topic": tp.topic, "partition": tp.partition, "end": end} for tp, end in highwaters.items()],
    )


def load_offsets(session: Session) -> dict[TopicPartition, int]:
    rows = session.execute(text("select topic, partition, next_offset from consumer_offsets"))
    return {TopicPartition(row.topic, row.partition): row.next_offset for row in rows}


def are_known(session: Session, identities: Mapping[str, str]) -> bool:
    """Whether these are still the logs that this service reads, until the end of this transaction.

    Another worker may have met a new log, while we have records of the old one left: no place of ours counts then.
    """
    rows = session.execute(text("select topic, identity from known_logs where role = 'consumer' for share"))
    known = {row.topic: row.identity for row in rows}
    return all(known.get(topic) == identity for topic, identity in identities.items())


def meet_logs(session: Session, identities: Mapping[str, str]) -> list[str]:
    """Forget our place in every topic whose log is another than the one we knew; returns those topics."""
    known = {
        row.topic: row.identity
        for row in session.execute(text("select topic, identity from known_logs where role = 'consumer'"))
    }
    new = {topic: identity for topic, identity in identities.items() if known.get(topic) != identity}
    if new:
        session.execute(
            text(
                "insert into known_logs values ('consumer', :topic, :identity)"
                " on conflict (role, topic) do update set identity = excluded.identity"
            ),
            [{"topic": topic, "identity": identity} for topic, identity in new.items()],
        )
        session.execute(text("delete from consumer_offsets where topic = any(:topics)"), {"topics": list(new)})
    return sorted(set(new) & set(known))
