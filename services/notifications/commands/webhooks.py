"""What an organisation's administrator does with its endpoints. Whoever calls these commits."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from services.notifications.commands.offering import ring
from services.notifications.webhooks import addresses, rules, secrets
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from services.notifications.webhooks.table import TEST
from shared import clock
from shared.caller import Caller
from shared.config import Settings
from shared.ids import uuid7
from shared.problems import Conflict, Invalid
from shared.turns import one_at_a_time


def register(session: Session, caller: Caller, body: dict[str, Any], settings: Settings) -> tuple[Webhook, str]:
    """The endpoint and its secret, which nobody is shown again. Raises Invalid or Conflict."""
    assert caller.organisation
    _check(body["url"], settings)
    _check_number(session, caller.organisation)
    now, id, secret = clock.system(), uuid7(), secrets.fresh()
    webhook = Webhook(id=id, organisation=caller.organisation, created_at=now, state="active", failures=0)
    webhook.url, webhook.description = body["url"], body["description"]
    webhook.events = list(dict.fromkeys(body["events"]))
    webhook.secret, webhook.rests_until, webhook.busy_until = secrets.sealed(session, id, secret), now, now
    session.add(webhook)
    return webhook, secret


def rotate(session: Session, webhook: Webhook, overlap: timedelta) -> str:
    """The new secret; the one before signs too until the overlap ends."""
    secret = secrets.fresh()
    webhook.previous_secret, webhook.previous_until = webhook.secret, clock.system() + overlap
    webhook.secret = secrets.sealed(session, webhook.id, secret)
    return secret


def remove(session: Session, webhook: Webhook) -> None:
    """With all that waits for it."""
    session.delete(webhook)


def pause(webhook: Webhook) -> Webhook:
    """What happens meanwhile waits. Raises Conflict for one that is disabled."""
    if webhook.state == "disabled":
        raise Conflict("This webhook is disabled already.", state=webhook.state)
    webhook.state = "paused"
    return webhook


def resume(session: Session, webhook: Webhook) -> Webhook:
    """Also one that was disabled begins afresh: of what happened meanwhile it hears nothing."""
    webhook.state, webhook.disabled_for, webhook.disabled_at = "active", None, None
    webhook.failing_since, webhook.failures, webhook.rests_until = None, 0, clock.system()
    ring(session)
    return webhook


def test(session: Session, webhook: Webhook) -> WebhookDelivery:
    """A message without any news. Raises Conflict while one waits."""
    _must_be_active(webhook)
    waiting = select(WebhookDelivery).where(WebhookDelivery.webhook == webhook.id, WebhookDelivery.type == TEST)
    if session.scalar(waiting.where(WebhookDelivery.state == "pending").limit(1)):
        raise Conflict("A test message is on its way already.", state="pending")
    now = clock.system()
    delivery = WebhookDelivery(
        webhook=webhook.id, event=uuid7(), type=TEST, happened_at=now, made_at=now, next_try_at=now
    )
    delivery.data, delivery.state, delivery.attempts = {"webhook": str(webhook.id)}, "pending", 0
    session.add(delivery)
    _at_once(session, webhook)
    return delivery


def resend(session: Session, webhook: Webhook, delivery: WebhookDelivery) -> WebhookDelivery:
    """The same message under the same id, from its first try on. Raises Conflict."""
    _must_be_active(webhook)
    if delivery.state == "held":
        raise Conflict("The platform's administrator decides about this message.", state=delivery.state)
    delivery.state, delivery.attempts, delivery.next_try_at = "pending", 0, clock.system()
    delivery.answer, delivery.error = None, None
    _at_once(session, webhook)
    return delivery


def disable(session: Session, webhook: Webhook, reason: str) -> None:
    """Nothing is sent there any more; what waits is not sent."""
    webhook.state, webhook.disabled_for, webhook.disabled_at = "disabled", reason, clock.system()
    waiting = update(WebhookDelivery).where(
        WebhookDelivery.webhook == webhook.id, WebhookDelivery.state.in_(("pending", "held"))
    )
    session.execute(waiting.values(state="cancelled"))


def _check(url: str, settings: Settings) -> None:
    try:
        endpoint = addresses.parse(url, http=settings.demo)
        addresses.check_literal(endpoint, settings.webhook_networks)
    except addresses.Wrong as problem:
        raise Invalid({"url": [problem.code]}) from None


def _check_number(session: Session, organisation: UUID) -> None:
    one_at_a_time(session, f"webhooks/{organisation}")
    own = select(func.count()).select_from(Webhook).where(Webhook.organisation == organisation)
    if (session.scalar(own) or 0) >= rules.MOST_OF_ONE:
        raise Conflict("Your organisation has as many webhooks as it may have. Delete one first.", state="too_many")


def _must_be_active(webhook: Webhook) -> None:
    if webhook.state != "active":
        raise Conflict("Resume this webhook first.", state=webhook.state)


def _at_once(session: Session, webhook: Webhook) -> None:
    """An administrator who asks for it is not made to wait for the end of a rest."""
    webhook.rests_until = clock.system()
    ring(session)
