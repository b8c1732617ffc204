"""Record → dict for answers. A secret is in none of them."""

from typing import Any

from services.notifications.webhooks.model import Webhook, WebhookDelivery
from shared import clock

_WEBHOOK = (
    "id", "url", "description", "events", "state", "disabled_for", "disabled_at", "created_at", "failing_since",
)  # fmt: skip
_DELIVERY = ("type", "happened_at", "state", "attempts", "tried_at", "sent_at", "answer", "error")


def show(webhook: Webhook) -> dict[str, Any]:
    until = webhook.previous_until
    overlaps = until if until and until > clock.system() else None
    return {name: getattr(webhook, name) for name in _WEBHOOK} | {"previous_secret_until": overlaps}


def show_delivery(delivery: WebhookDelivery) -> dict[str, Any]:
    waits = delivery.state == "pending"
    known = {name: getattr(delivery, name) for name in _DELIVERY}
    return known | {"id": delivery.event, "next_try_at": delivery.next_try_at if waits else None}
