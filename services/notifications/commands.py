"""Telling people, reading, and choosing what to be told by e-mail. Whoever calls these commits."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications import hold, rules
from services.notifications.facts import facts_of
from services.notifications.model import Delivery, Notification, Preferences
from services.notifications.table import ALWAYS_MAILED, EMAIL, IN_APP, TABLE, About, Row
from services.notifications.texts import TEXTS, chosen
from shared import clock
from shared.contracts.notifications import DELIVERY_FAILED, DELIVERY_SENT
from shared.eventing.envelope import Event
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Invalid

MAIL_CHANNEL = "mail"  # a PostgreSQL channel: who sends mails listens to it


def tell(session: Session, event: Event) -> None:
    """Tell everyone whom the table names of this event, each once. Raises NotYet."""
    facts = facts_of(session, event)
    told = {event.by}
    for row in TABLE[event.type]:
        for person in sorted(row.audience.find(session, facts) - told):
            _notify(session, event, facts, row, person)
            told.add(person)


def _notify(session: Session, event: Event, facts: dict[str, Any], row: Row, person: UUID) -> None:
    values = {
        "id": uuid7(event.at),
        "person": person,
        "event": event.id,
        "type": row.text,
        "values": chosen(TEXTS[row.text], facts),
        "path": row.about.path.format(**facts),
        "reference": _reference(row.about, facts),
        "created_at": event.at,
    }
    fresh = insert(Notification).values(values).on_conflict_do_nothing(index_elements=["person", "event"])
    id = session.scalar(fresh.returning(Notification.id))
    if id is None:
        return
    delivered(session, id, person, event.id, IN_APP)
    if (
        EMAIL in row.channels
        and rules.worth_mailing(event.at, clock.present())
        and _wants_email(session, person, row.text)
    ):
        _post(session, id, event)


def _reference(about: About, facts: dict[str, Any]) -> str | None:
    return facts[about.reference] if about.reference else None


def _wants_email(session: Session, person: UUID, type_: str) -> bool:
    preferences = session.get(Preferences, person)
    return preferences is None or type_ not in preferences.without_email


def _post(session: Session, notification: UUID, event: Event) -> None:
    state = "held" if hold.covers(session, event.envelope.time) else "pending"
    session.add(Delivery(notification=notification, channel=EMAIL, state=state, next_try_at=clock.system()))
    session.execute(text("select pg_notify(:channel, '')"), {"channel": MAIL_CHANNEL})


def delivered(
    session: Session, notification: UUID, person: UUID, event: UUID, channel: str, attempt: int = 1, *, ok: bool = True
) -> None:
    """Say that a notification was handed over through a channel, or that this attempt failed."""
    data = {"notification": notification, "person": person, "event": event, "channel": channel, "attempt": attempt}
    publish(session, DELIVERY_SENT if ok else DELIVERY_FAILED, notification, data)


def read(notification: Notification) -> Notification:
    """The first reading counts."""
    notification.read_at = notification.read_at or clock.now()
    return notification


def preferences_of(session: Session, person: UUID, *, lock: bool = False) -> Preferences:
    """A person's choices; those of one who never chose are not kept, unless they are to be changed (`lock`)."""
    if not lock:
        return session.get(Preferences, person) or Preferences(person=person, version=0, without_email=[])
    session.execute(insert(Preferences).values(person=person).on_conflict_do_nothing())
    return session.scalars(select(Preferences).where(Preferences.person == person).with_for_update()).one()


def choose(preferences: Preferences, types: Iterable[dict[str, Any]]) -> Preferences:
    """Replace all choices: `[{"type", "channels": {"email": bool}}]`; a type that is not named is mailed."""
    chosen_ = list(types)
    names = [choice["type"] for choice in chosen_]
    twice = {f"types.{place}.type": ["twice"] for place, name in enumerate(names) if name in names[:place]}
    kept = {f"types.{place}.channels.email": ["always_mailed"] for place in _switched_off_in_vain(chosen_)}
    if twice or kept:
        raise Invalid(twice | kept)
    preferences.without_email = sorted(choice["type"] for choice in chosen_ if not choice["channels"]["email"])
    preferences.version += 1
    return preferences


def _switched_off_in_vain(types: Iterable[dict[str, Any]]) -> list[int]:
    """Places of choices against a mail that is always sent."""
    found = enumerate(types)
    return [at for at, choice in found if choice["type"] in ALWAYS_MAILED and not choice["channels"]["email"]]
