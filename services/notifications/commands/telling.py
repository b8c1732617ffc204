"""Telling everyone whom the table names of an event, and reading."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications import rules
from services.notifications.commands.posting import delivered, post
from services.notifications.deputies import deputies
from services.notifications.facts import facts_of, record_of
from services.notifications.model import Notification
from services.notifications.table import IN_APP, TABLE, About, Row
from services.notifications.texts import TEXTS, chosen
from shared import clock
from shared.eventing.envelope import Event
from shared.ids import uuid7


def tell(session: Session, event: Event) -> None:
    """Tell everyone whom the table names of this event, and the deputies of those who are away, each once. Raises
    NotYet."""
    facts = facts_of(session, event)
    told = {event.by}
    for row in TABLE[event.type]:
        found = row.audience.find(session, facts)
        for person in sorted(found - told):
            _notify(session, event, facts, row, person)
            told.add(person)
        for deputy, absent in deputies(session, row.audience, facts, found):
            if deputy not in told:
                _notify(session, event, facts, row, deputy, stands_in_for=absent)
                told.add(deputy)


def read(notification: Notification) -> Notification:
    """The first reading counts."""
    notification.read_at = notification.read_at or clock.now()
    return notification


def read_through(session: Session, person: UUID, newest: UUID) -> None:
    """Everything of this person up to `newest` is read; what came after it was not seen yet."""
    unread = update(Notification).where(Notification.person == person, Notification.read_at.is_(None))
    session.execute(unread.where(Notification.id <= newest).values(read_at=clock.now()))


def _notify(
    session: Session,
    event: Event,
    facts: dict[str, Any],
    row: Row,
    person: UUID,
    *,
    stands_in_for: UUID | None = None,
) -> None:
    happened_at = _happened_at(event, facts)
    values = {
        "id": uuid7(happened_at),
        "person": person,
        "event": event.id,
        "type": row.text,
        "values": chosen(TEXTS[row.text], facts),
        "path": row.about.path.format(**facts),
        "reference": _reference(row.about, facts),
        "created_at": happened_at,
        "stands_in_for": stands_in_for,
        **_record(event, facts),
    }
    fresh = insert(Notification).values(values).on_conflict_do_nothing(index_elements=["person", "event"])
    id = session.scalar(fresh.returning(Notification.id))
    if id is None:
        return
    delivered(session, id, person, event.id, IN_APP)
    if rules.worth_mailing(happened_at, clock.present()):
        post(session, session.get_one(Notification, id), event.envelope.time, row.channels)


def _happened_at(event: Event, facts: dict[str, Any]) -> datetime:
    """What was carried over began long ago; that it is here now is news."""
    return event.at if facts.get("carried_over") is None else clock.now()


def _reference(about: About, facts: dict[str, Any]) -> str | None:
    return facts[about.reference] if about.reference else None


def _record(event: Event, facts: dict[str, Any]) -> dict[str, UUID | None]:
    """What it is of, and whose that is at present."""
    return {
        "record": record_of(event),
        "matter": facts.get("case") or facts.get("referral") or record_of(event),
        "organisation": facts.get("organisation") or facts.get("to_organisation"),
    }
