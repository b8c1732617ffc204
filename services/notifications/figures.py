"""What operators watch: mails that do not get through."""

from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.notifications.model import Delivery
from shared import clock
from shared.service import Figure

LATE_AFTER = timedelta(minutes=1)
"""A mail that was due so long ago has nobody who sends it: they go out within seconds."""

GIVEN_UP_WITHIN = timedelta(days=1)


def undelivered(session: Session) -> int:
    """Mails that wait though they were tried already, or were due over a minute ago."""
    late = or_(Delivery.attempts > 0, Delivery.next_try_at < clock.system() - LATE_AFTER)
    return _count(session, Delivery.state == "pending", late)


def given_up(session: Session) -> int:
    """Mails that were given up within the last day: a figure that falls again, so that new ones are noticed."""
    return _count(session, Delivery.state == "failed", Delivery.next_try_at > clock.system() - GIVEN_UP_WITHIN)


def _count(session: Session, *which: object) -> int:
    return session.scalar(select(func.count()).select_from(Delivery).where(*which)) or 0  # type: ignore[arg-type]


FIGURES = (
    Figure("undelivered", "Mails that wait though they were tried already or were due over a minute ago", undelivered),
    Figure("given_up", "Mails that were given up within the last day", given_up),
)
