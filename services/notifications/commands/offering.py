"""An event becomes a row for each endpoint that may hear of it, in the transaction in which the event is handled."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications import hold
from services.notifications.commands.posting import MAIL_CHANNEL
from services.notifications.model import KnownReferral
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from services.notifications.webhooks.table import TABLE, Row
from shared import clock
from shared.directory.model import KnownOrganisation
from shared.eventing.envelope import Event


def offer(session: Session, event: Event) -> None:
    """A row for each endpoint of each organisation that the table names; none of what was carried over from the time
    before a case was kept here, which happened long ago."""
    if event.data.get("carried_over") is not None:
        return
    sides = sides_of(event)
    for webhook in _listening(session, set(sides), TABLE[event.type][0].name):
        row = sides[webhook.organisation]
        _put(session, webhook.id, event, row.name, _told(session, row, event.data))


def sides_of(event: Event) -> dict[UUID, Row]:
    """Organisation → what it may hear of this event: by the first row that names it."""
    sides: dict[UUID, Row] = {}
    for row in TABLE[event.type]:
        organisation = event.data.get(row.side.field)
        if organisation:
            sides.setdefault(organisation, row)
    return sides


def _listening(session: Session, organisations: set[UUID], name: str) -> list[Webhook]:
    """Endpoints that want this and are not disabled; they are not deleted before this transaction has ended."""
    found = (
        select(Webhook)
        .join(KnownOrganisation, KnownOrganisation.id == Webhook.organisation)
        .where(Webhook.organisation.in_(organisations), Webhook.state != "disabled", KnownOrganisation.active)
        .where(or_(func.cardinality(Webhook.events) == 0, Webhook.events.contains([name])))
    )
    return list(session.scalars(found.with_for_update(read=True, key_share=True, of=Webhook)))


def _told(session: Session, row: Row, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Exactly the fields of the row; null where the event does not say."""
    told = {name: _plain(facts.get(name)) for name in row.fields}
    if "referral_reference" in told:
        known = session.get(KnownReferral, facts["referral"])
        told["referral_reference"] = known.reference if known else None
    return told


def _put(session: Session, webhook: UUID, event: Event, name: str, data: dict[str, Any]) -> None:
    now = clock.system()
    row = {
        "webhook": webhook,
        "event": event.id,
        "type": name,
        "happened_at": event.at,
        "data": data,
        "made_at": now,
        "state": "held" if hold.covers(session, event.envelope.time) else "pending",
        "next_try_at": now,
    }
    session.execute(insert(WebhookDelivery).values(row).on_conflict_do_nothing())
    ring(session)


def ring(session: Session) -> None:
    """Who sends is told that there is something new."""
    session.execute(text("select pg_notify(:channel, '')"), {"channel": MAIL_CHANNEL})


def _plain(value: Any) -> Any:
    """JSON as the API has it: moments in UTC, days and ids as texts."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
