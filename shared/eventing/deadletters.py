"""What can never be read is kept as it came, for an operator to look at, to try again, or to drop.

Listings show places, types and errors, never content.
"""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from shared.eventing.envelope import LOG_HEADER
from shared.eventing.record import Raw

# Compared without the header that names the log.
_BURY = text(
    """
    with again as (
        update dead_letters set count = count + 1, last_at = clock_timestamp(), error = :error,
            partition = :partition, "offset" = :offset,
            state = case state when 'dropped' then 'dropped' else 'dead' end
        where topic = :topic and key is not distinct from cast(:key as bytea)
            and value is not distinct from cast(:value as bytea)
            and jsonb_path_query_array(headers, 'strict $[*] ? (@[0] != $log)', :vars)
                = jsonb_path_query_array(cast(:headers as jsonb), 'strict $[*] ? (@[0] != $log)', :vars)
        returning 1
    )
    insert into dead_letters (topic, partition, "offset", key, value, headers, error)
    select :topic, :partition, :offset, cast(:key as bytea), cast(:value as bytea), cast(:headers as jsonb), :error
    where not exists (select 1 from again)
    """.replace(":vars", "jsonb_build_object('log', cast(:log as text))")
)


def bury(session: Session, raw: Raw, error: str) -> None:
    """Keep these bytes. The same again, also at its place in a new log, counts up, and stays dropped if it was."""
    session.execute(_BURY, {**raw.columns(), "error": error, "log": LOG_HEADER})


def ordered(session: Session, partitions: list[tuple[str, int]]) -> list[Any]:
    """The letters of these partitions that an operator told the worker to try again."""
    rows = session.execute(text("select * from dead_letters where state = 'retry' order by id")).all()
    held = set(partitions)
    return [row for row in rows if (row.topic, row.partition) in held]


def settle(session: Session, letter: int) -> None:
    session.execute(text("update dead_letters set state = 'done' where id = :id"), {"id": letter})


def listing(session: Session) -> list[dict[str, Any]]:
    """Dead letters that are still open, then parked keys, oldest first, without content.

    A dead letter's `id` is its number; a parked key's is "topic/subject".
    """
    letters = session.execute(
        text(
            "select id::text, 'dead' as kind, topic, partition, \"offset\", error, count, first_at as since, state"
            " from dead_letters where state in ('dead', 'retry') order by id"
        )
    )
    parked = session.execute(
        text(
            "select topic || '/' || subject as id, 'parked' as kind, topic, partition, null as \"offset\","
            " reason || coalesce(' ' || split_part(wanted, ':', 1), '') as error, attempts as count, since,"
            " (select count(*) || ' waiting' from parked_events e where (e.topic, e.subject) = (k.topic, k.subject))"
            " as state from parked_keys k order by since"
        )
    )
    return [dict(row._mapping) for row in (*letters, *parked)]


def show(session: Session, id: str) -> dict[str, Any] | None:
    """One entry with its headers (ids, codes and times only) and the size of its value."""
    entry = next((entry for entry in listing(session) if entry["id"] == id), None)
    if entry is None:
        return None
    if entry["kind"] == "dead":
        rows = session.execute(text("select * from dead_letters where id = :id"), {"id": int(id)})
    else:
        topic, subject = id.split("/", 1)
        rows = session.execute(
            text("select * from parked_events where topic = :topic and subject = :subject order by id"),
            {"topic": topic, "subject": subject},
        )
    return entry | {"events": [_without_content(Raw.of(row)) for row in rows]}


def retry(session: Session, id: str, who: str) -> bool:
    """Order another try: the worker that holds the partition makes it within a second. False: no such entry."""
    if id.isdecimal():
        statement = "update dead_letters set state = 'retry' where id = :id and state in ('dead', 'retry') returning 1"
        return _order(session, "retry", id, who, statement, {"id": int(id)})
    return _order_parked(session, "retry", id, who, "next_try_at = clock_timestamp()")


def drop(session: Session, id: str, who: str) -> bool:
    """Give up a dead letter, or the first waiting event of a parked key (it becomes a dead letter)."""
    if id.isdecimal():
        statement = (
            "update dead_letters set state = 'dropped' where id = :id and state in ('dead', 'retry') returning 1"
        )
        return _order(session, "drop", id, who, statement, {"id": int(id)})
    return _order_parked(session, "drop", id, who, _DROP_FIRST)


# The order names the event: should another try succeed meanwhile, the next one is not dropped in its stead.
_DROP_FIRST = """
    next_try_at = clock_timestamp(), drop_event = (
        select event_id from parked_events e where e.topic = parked_keys.topic and e.subject = parked_keys.subject
        order by id limit 1
    )
"""


def _order_parked(session: Session, action: str, id: str, who: str, change: str) -> bool:
    topic, _, subject = id.partition("/")
    statement = f"update parked_keys set {change} where topic = :topic and subject = :subject returning 1"  # noqa: S608
    return _order(session, action, id, who, statement, {"topic": topic, "subject": subject})


def _order(session: Session, action: str, id: str, who: str, statement: str, values: dict[str, Any]) -> bool:
    """Carry out the order and note who gave it, in one transaction with it."""
    if session.execute(text(statement), values).one_or_none() is None:
        return False
    session.execute(
        text("insert into operator_actions (who, action, target) values (:who, :action, :target)"),
        {"who": who, "action": f"deadletters {action}", "target": id},
    )
    return True


def _without_content(raw: Raw) -> dict[str, Any]:
    headers = {name: (value or b"").decode("ascii", "replace") for name, value in raw.headers}
    return {"offset": raw.offset, "bytes": len(raw.value or b""), "headers": headers}
