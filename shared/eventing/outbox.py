"""Events are written in the transaction that changes the record: both are committed, or neither."""

import json
import logging
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from psycopg import Connection, sql
from psycopg.errors import LockNotAvailable
from sqlalchemy import text
from sqlalchemy.orm import Session

from shared import clock
from shared.eventing.contract import EventType
from shared.eventing.envelope import current_cause
from shared.eventing.sealing import seal
from shared.ids import uuid7

log = logging.getLogger(__name__)

CHANNEL = "outbox"
RESEND = "resend"
RETENTION = timedelta(days=30)
PARTITION = timedelta(days=7)
PARTITIONS_AHEAD = 8
EVENT_AT_MOST = 1_000_000  # bytes of data; Kafka takes a megabyte with key and headers unless told otherwise
DROP_WAITS = "200ms"


class EventTooLarge(ValueError):
    """No log would take it, and every later event would wait behind it."""


# One statement: the row of the subject's sequence stays locked until the commit, so that ids, sequences and commits
# of one subject have the same order.
_APPEND = text(
    """
    with counted as (
        insert into event_sequences as known (subject, last) values (:subject, 1)
        on conflict (subject) do update set last = known.last + 1 returning last
    ), appended as (
        insert into outbox (event_id, type, subject, sequence, correlation, causation, traceparent, snapshot, data)
        select :event_id, :type, :subject, last, :correlation, :causation, :traceparent, :snapshot, :data from counted
        returning sequence
    )
    select sequence, pg_notify('outbox', '') from appended
    """
)


def publish(
    session: Session, event: EventType, subject: UUID | str, data: dict[str, Any], *, snapshot: bool = False
) -> int:
    """Append one event to the outbox of this transaction and return its sequence.

    `data` holds Python values as the contract names them; `at` (business time) is filled in when missing, and `by`
    (the person who did it) with None, a timer. A `snapshot` repeats the present state for those who do not know it.
    Raises marshmallow's ValidationError when the data break the contract, and EventTooLarge: defects of the caller.
    """
    event_id = uuid7()
    plain = event.dump({"at": clock.now(), "by": None} | data)
    sealed = json.dumps(seal(session.info["keyrings"], event, event_id, plain), ensure_ascii=False)
    if len(sealed.encode()) > EVENT_AT_MOST:
        raise EventTooLarge(event.name)
    cause = current_cause()
    row = {
        "event_id": event_id,
        "type": event.name,
        "subject": str(subject),
        "correlation": cause.correlation,
        "causation": cause.causation,
        "traceparent": cause.traceparent,
        "snapshot": snapshot,
        "data": sealed,
    }
    return int(session.execute(_APPEND, row).scalar_one())


def keep_partitions(connection: Connection[Any]) -> None:
    """Make the partitions of the coming weeks and drop those whose every row is sent and past retention."""
    week = _week(clock.system().date().toordinal())
    for ahead in range(PARTITIONS_AHEAD):
        _make_partition(connection, week + ahead * PARTITION.days)
    oldest_kept = _week((clock.system() - RETENTION).date().toordinal())
    for (name,) in connection.execute(
        "select relname from pg_class join pg_inherits on inhrelid = pg_class.oid where inhparent = 'outbox'::regclass"
    ).fetchall():
        if int(name.removeprefix("outbox_")) < oldest_kept and _all_sent(connection, name):
            _drop_partition(connection, name)


def _drop_partition(connection: Connection[Any], name: str) -> None:
    """A drop locks the whole outbox: behind a long transaction it would hold up everyone who publishes. So it waits
    a moment only, and comes again with the next housekeeping."""
    try:
        with connection.transaction():
            connection.execute(sql.SQL("set local lock_timeout = {}").format(DROP_WAITS))
            connection.execute(sql.SQL("drop table {}").format(sql.Identifier(name)))
    except LockNotAvailable:
        log.info("outbox_in_use", extra={"partition": name})


def _week(ordinal: int) -> int:
    return ordinal - ordinal % PARTITION.days


def _make_partition(connection: Connection[Any], week: int) -> None:
    """Made beside the outbox and then attached: that waits for nobody who is writing."""
    name = sql.Identifier(f"outbox_{week}")
    if connection.execute("select to_regclass(%s)", [f"outbox_{week}"]).fetchone() != (None,):
        return
    with connection.transaction():
        connection.execute(sql.SQL("create table {} (like outbox including defaults)").format(name))
        connection.execute(
            sql.SQL("alter table outbox attach partition {} for values from ({}) to ({})").format(
                name, _day(week), _day(week + PARTITION.days)
            )
        )


def _day(ordinal: int) -> sql.Literal:
    return sql.Literal(f"{date.fromordinal(ordinal).isoformat()} 00:00:00+00")


def _all_sent(connection: Connection[Any], partition: str) -> bool:
    row = connection.execute(
        sql.SQL("select coalesce(max(id), 0) <= (select floor from outbox_floor) from {}").format(
            sql.Identifier(partition)
        )
    ).fetchone()
    return row == (True,)
