"""Fill a new consumer or an empty replica: publish the present state of everything, then the retained tail again."""

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Select, text
from sqlalchemy.orm import Session

from shared.eventing.contract import EventType
from shared.eventing.outbox import publish

READING = {"yield_per": 500, "populate_existing": True}
Row = TypeVar("Row")


def locked(session: Session, rows: Select[Row]) -> Iterator[Row]:
    """The rows as they now are, each locked until the transaction ends: a change that is on its way is waited for,
    and one that comes meanwhile is told after the snapshot, never before it."""
    yield from session.scalars(rows.with_for_update(read=True).execution_options(**READING))


def publish_state(session: Session, states: Iterable[tuple[EventType, UUID | str, dict[str, Any]]]) -> int:
    """Append a snapshot event for each aggregate; returns how many."""
    count = 0
    for event, subject, data in states:
        publish(session, event, subject, data, snapshot=True)
        count += 1
    return count


def resend_retained(session: Session) -> None:
    """Let the relay send all retained events again; those who know them skip them. The relay notices at once."""
    session.execute(
        text(
            "update outbox_floor set resend_cursor = 0, resend_until = (select max(id) from outbox)"
            " where exists (select 1 from outbox)"
        )
    )
    session.execute(text("select pg_notify('outbox', 'resend')"))
