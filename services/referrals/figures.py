"""What operators watch: referrals that nobody answers in time."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.referrals.model import Referral
from services.referrals.rules import states
from shared import clock
from shared.service import Figure


def overdue(session: Session) -> int:
    """Undecided, with the time to answer over; while a question is open that time stands still."""
    late = (Referral.status == states.SUBMITTED, Referral.answer_due_at < clock.now())
    return session.scalar(select(func.count()).select_from(Referral).where(*late)) or 0


FIGURES = (Figure("overdue_referrals", "Referrals whose time to answer is over without a decision", overdue),)
