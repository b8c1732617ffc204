"""What operators watch: mails and messages that do not get through."""

from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.notifications.model import Delivery
from services.notifications.table import EMAIL, MESSENGER
from shared import clock
from shared.service import Figure

LATE_AFTER = timedelta(minutes=1)
"""What was due so long ago has nobody who sends it: they go out within seconds."""

GIVEN_UP_WITHIN = timedelta(days=1)


def undelivered(session: Session) -> int:
    """Mails that wait though they were tried already, or were due over a minute ago."""
    return _late(session, EMAIL)


def undelivered_messages(session: Session) -> int:
    """Messages that wait so for the messenger. Those that are given up have been mailed, too: nobody counts them."""
    return _late(session, MESSENGER)


def given_up(session: Session) -> int:
    """Mails that were given up within the last day: a figure that falls again, so that new ones are noticed."""
    lately = Delivery.next_try_at > clock.system() - GIVEN_UP_WITHIN
    return _count(session, Delivery.channel == EMAIL, Delivery.state == "failed", lately)


def _late(session: Session, channel: str) -> int:
    late = or_(Delivery.attempts > 0, Delivery.next_try_at < clock.system() - LATE_AFTER)
    return _count(session, Delivery.channel == channel, Delivery.state == "pending", late)


def _count(session: Session, *which: object) -> int:
    return session.scalar(select(func.count()).select_from(Delivery).where(*which)) or 0  # type: ignore[arg-type]


FIGURES = (
    Figure(
        "undelivered_messages",
        "Messages that wait for the messenger though they were tried already or were due over a minute ago",
        undelivered_messages,
    ),
    Figure("undelivered", "Mails that wait though they were tried already or were due over a minute ago", undelivered),
    Figure("given_up", "Mails that were given up within the last day", given_up),
)
