"""What operators watch: invitations and links for a new password that do not get through."""

from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.identity.model import LinkMail
from shared import clock
from shared.service import Figure

LATE_AFTER = timedelta(minutes=1)
"""A mail that was due so long ago has nobody who sends it: they go out within seconds."""


def undelivered(session: Session) -> int:
    """Mails that wait though they were tried already, or were due over a minute ago."""
    late = or_(LinkMail.attempts > 0, LinkMail.next_try_at < clock.system() - LATE_AFTER)
    return session.scalar(select(func.count()).select_from(LinkMail).where(late)) or 0


FIGURES = (
    Figure("undelivered", "Mails that wait though they were tried already or were due over a minute ago", undelivered),
)
