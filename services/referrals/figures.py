"""What operators watch: referrals that nobody answers in time."""

from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.referrals.model import InvitationMail, Referral
from services.referrals.rules import states
from shared import clock
from shared.service import Figure

LATE_AFTER = timedelta(minutes=1)
"""A mail that was due so long ago has nobody who sends it: they go out within seconds."""


def overdue(session: Session) -> int:
    """Undecided, with the time to answer over; while a question is open that time stands still."""
    late = (Referral.status == states.SUBMITTED, Referral.answer_due_at < clock.now())
    return session.scalar(select(func.count()).select_from(Referral).where(*late)) or 0


def undelivered(session: Session) -> int:
    """Mails with links that wait though they were tried already, or were due over a minute ago."""
    late = or_(InvitationMail.attempts > 0, InvitationMail.next_try_at < clock.system() - LATE_AFTER)
    return session.scalar(select(func.count()).select_from(InvitationMail).where(late)) or 0


FIGURES = (
    Figure("overdue_referrals", "Referrals whose time to answer is over without a decision", overdue),
    Figure("undelivered", "Mails that wait though they were tried already or were due over a minute ago", undelivered),
)
