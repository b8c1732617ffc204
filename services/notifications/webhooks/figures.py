"""What operators watch: systems of agencies that take nothing. How many, never whose or where."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.notifications.webhooks.model import Webhook
from shared.service import Figure


def failing(session: Session) -> int:
    """Active endpoints that did not take the last message."""
    return _count(session, Webhook.state == "active", Webhook.failing_since.is_not(None))


def disabled(session: Session) -> int:
    return _count(session, Webhook.state == "disabled")


def _count(session: Session, *which: object) -> int:
    return session.scalar(select(func.count()).select_from(Webhook).where(*which)) or 0  # type: ignore[arg-type]


FIGURES = (
    Figure("failing_webhooks", "Endpoints of agencies that did not take the last message", failing),
    Figure("disabled_webhooks", "Endpoints of agencies that were disabled because they took nothing", disabled),
)
