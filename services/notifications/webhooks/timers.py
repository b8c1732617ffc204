"""Webhooks of long ago are forgotten."""

from datetime import timedelta

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from services.notifications.webhooks import rules
from services.notifications.webhooks.model import WebhookDelivery
from shared import clock
from shared.service import Timer

FORGOTTEN_AT_ONCE = 1000


def forget(session: Session) -> int:
    """Deliveries of long ago, whatever became of them; how many."""
    key = (WebhookDelivery.webhook, WebhookDelivery.event)
    old = select(*key).where(WebhookDelivery.made_at < clock.system() - rules.KEPT_FOR).limit(FORGOTTEN_AT_ONCE)
    done = delete(WebhookDelivery).where(tuple_(*key).in_(old.with_for_update(skip_locked=True)))
    return int(session.execute(done.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]


TIMERS = (Timer("forget_webhook_deliveries", timedelta(hours=1), forget),)
