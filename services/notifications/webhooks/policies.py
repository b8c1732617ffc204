"""An organisation's endpoints are its administrators', and nobody else's."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.webhooks.model import Webhook, WebhookDelivery
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import roles

ADMINISTRATOR = roles("organisation_administrator")


class Sent(NamedTuple):
    webhook: Webhook
    delivery: WebhookDelivery


def own_webhook(session: Session, caller: Caller, lock: bool, id: UUID) -> Webhook:
    """Raises NotFound for those of another organisation, and for everyone else of this one."""
    found = select(Webhook).where(Webhook.id == id, Webhook.organisation == caller.organisation)
    webhook = session.scalar(found.with_for_update() if lock else found)
    if webhook is None or not caller.has("organisation_administrator"):
        raise NotFound
    return webhook


def own_delivery(session: Session, caller: Caller, lock: bool, id: UUID, event: UUID) -> Sent:
    webhook = own_webhook(session, caller, lock, id)
    delivery = session.get(WebhookDelivery, (id, event), with_for_update=lock or None)
    if delivery is None:
        raise NotFound
    return Sent(webhook, delivery)
