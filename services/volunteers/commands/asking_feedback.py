"""Both sides are asked once how a pairing is: some weeks after they met, or at its end when that is sooner."""

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.volunteers.commands.telling import assignment_state
from services.volunteers.model import Assignment, Feedback, FeedbackAsk
from services.volunteers.queries.settings import present_settings
from services.volunteers.rules.feedback import ASKED_AFTER, GIVEN_AFTER_END, SIDES
from shared import clock
from shared.contracts.volunteers import FEEDBACK_ASKED
from shared.eventing.outbox import publish

ASK_AT_ONCE = 100


def ask_for_feedback(session: Session) -> int:
    """Ask about a number of pairings; returns how many. Nobody is asked where feedback does not count."""
    found = session.scalars(_due()).all()
    for assignment in found:
        if session.get(FeedbackAsk, assignment.id) is None:
            session.add(FeedbackAsk(assignment=assignment.id, at=clock.now()))
            _ask(session, assignment)
    return len(found)


def _due() -> Any:
    now = clock.now()
    met = Assignment.introduced_at.is_not(None) & (
        (Assignment.introduced_at <= now - ASKED_AFTER) | (Assignment.status == "ended")
    )
    not_too_late = Assignment.ended_at.is_(None) | (Assignment.ended_at >= now - GIVEN_AFTER_END)
    asked = exists().where(FeedbackAsk.assignment == Assignment.id)
    due = select(Assignment).where(met, not_too_late, ~asked).order_by(Assignment.introduced_at).limit(ASK_AT_ONCE)
    return due.with_for_update(skip_locked=True, of=Assignment).execution_options(populate_existing=True)


def _ask(session: Session, assignment: Assignment) -> None:
    """Who has said something already is not asked."""
    said = set(session.scalars(select(Feedback.side).where(Feedback.assignment == assignment.id)))
    sides = [side for side in SIDES if side not in said]
    if sides and present_settings(session, assignment.volunteer.organisation).values["feedback_counts"]:
        told = assignment_state(assignment) | {"sides": sides, "by": None}
        publish(session, FEEDBACK_ASKED, assignment.request_id, told)
