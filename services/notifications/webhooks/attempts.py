"""One try: which is due, sending it, and what is noted of how it went.

No transaction is open while we wait for an answer. A sender that dies leaves a lease, after which another one takes
the message: at least once, under one webhook-id. One endpoint is tried by one sender at a time.
"""

import json
import logging
import secrets as chance
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, sessionmaker

from services.notifications.commands import webhooks as commands
from services.notifications.commands.administrators import tell_administrators
from services.notifications.commands.offering import ring
from services.notifications.signing import signed
from services.notifications.webhooks import requests, rules, secrets
from services.notifications.webhooks.model import Webhook, WebhookDelivery
from services.notifications.webhooks.requests import Outcome
from shared import clock
from shared.config import Settings
from shared.directory.model import KnownOrganisation

log = logging.getLogger(__name__)

Post = Callable[[str, bytes, dict[str, str], Settings], Outcome]


class Parcel(NamedTuple):
    webhook: UUID
    event: UUID
    url: str
    body: bytes
    keys: list[str]
    slow: bool


def send_next(sessions: "sessionmaker[Session]", settings: Settings, post: Post = requests.post) -> bool:
    """Try what is due longest; False when nothing is."""
    parcel = claim(sessions)
    if parcel:
        finish(sessions, settings, parcel, post)
    return parcel is not None


def claim(sessions: "sessionmaker[Session]", *, slow_too: bool = True) -> Parcel | None:
    """What is due longest, for nobody else until its lease ends. Without `slow_too` only for endpoints that took the
    last message."""
    now = clock.system()
    due = waiting().where(WebhookDelivery.next_try_at <= now, Webhook.busy_until <= now, Webhook.rests_until <= now)
    if not slow_too:
        due = due.where(Webhook.failures == 0)
    first = due.order_by(WebhookDelivery.next_try_at).limit(1)
    with sessions.begin() as session:
        found = session.execute(first.with_for_update(skip_locked=True, key_share=True, of=Webhook)).one_or_none()
        return _parcel(session, found.WebhookDelivery, found.Webhook, now) if found else None


def finish(sessions: "sessionmaker[Session]", settings: Settings, parcel: Parcel, post: Post = requests.post) -> None:
    """Send it, and note how that went."""
    outcome = _post(parcel, settings, post)
    with sessions.begin() as session:
        note(session, parcel.webhook, parcel.event, outcome)
        ring(session)  # the endpoint may take its next message


def waiting() -> Select[WebhookDelivery, Webhook]:
    """What is to be sent, now or later: to active endpoints of organisations that are at work."""
    return (
        select(WebhookDelivery, Webhook)
        .join(Webhook, Webhook.id == WebhookDelivery.webhook)
        .join(KnownOrganisation, KnownOrganisation.id == Webhook.organisation)
        .where(WebhookDelivery.state == "pending", Webhook.state == "active", KnownOrganisation.active)
    )


def note(session: Session, webhook_id: UUID, event: UUID, outcome: Outcome) -> None:
    """What became of the try; nothing where the endpoint was deleted meanwhile."""
    webhook = session.get(Webhook, webhook_id, with_for_update=True)
    delivery = session.get(WebhookDelivery, (webhook_id, event), with_for_update=True)
    if webhook is None or delivery is None:
        return
    now = clock.system()
    webhook.busy_until = delivery.tried_at = now
    delivery.attempts += 1
    delivery.answer, delivery.error = outcome.status, outcome.error
    if outcome.error is None:
        _taken(webhook, delivery, now)
    else:
        _not_taken(session, webhook, delivery, outcome, now)


def _parcel(session: Session, delivery: WebhookDelivery, webhook: Webhook, now: datetime) -> Parcel:
    webhook.busy_until = now + rules.LEASE
    keys = secrets.present(session, webhook, now)
    return Parcel(webhook.id, delivery.event, webhook.url, body_of(delivery), keys, slow=webhook.failures > 0)


def body_of(delivery: WebhookDelivery) -> bytes:
    """The same bytes at every try."""
    happened = delivery.happened_at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    said: dict[str, Any] = {"type": delivery.type, "timestamp": happened, "data": delivery.data}
    return json.dumps(said, ensure_ascii=False).encode()


def _post(parcel: Parcel, settings: Settings, post: Post) -> Outcome:
    if not parcel.keys:
        return Outcome(None, "secret_lost")
    headers = signed(map(secrets.key_of, parcel.keys), str(parcel.event), clock.system(), parcel.body)
    return post(parcel.url, parcel.body, headers, settings)


def _taken(webhook: Webhook, delivery: WebhookDelivery, now: datetime) -> None:
    delivery.state, delivery.sent_at = "sent", now
    webhook.failing_since, webhook.failures, webhook.rests_until = None, 0, now


def _not_taken(session: Session, webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    # Never the URL: it may hold a secret of the agency's.
    log.warning("webhook_not_taken", extra={"webhook": str(webhook.id), "error": outcome.error})
    _try_later(delivery, outcome, now)
    webhook.failing_since = webhook.failing_since or now
    if rules.at_fault(outcome.status):
        webhook.failures += 1
        webhook.rests_until = now + rules.rest(webhook.failures)
    if webhook.state != "disabled":
        _disable_in_time(session, webhook, outcome, now)


def _try_later(delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    if delivery.state != "pending":  # it was cancelled while it was on its way
        return
    later = rules.next_try(delivery.attempts, now, outcome.asked, _spread())
    delivery.state, delivery.next_try_at = ("pending", later) if later else ("failed", now)


def _spread() -> float:
    return chance.randbelow(1000) / 1000


def _disable_in_time(session: Session, webhook: Webhook, outcome: Outcome, now: datetime) -> None:
    assert webhook.failing_since
    gone = outcome.status == rules.GONE
    if gone or rules.disabled(webhook.failing_since, now):
        commands.disable(session, webhook, "gone" if gone else "failing")
        tell_administrators(session, webhook)
