"""Who says how a pairing is."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.commands.feedback import Side
from services.volunteers.model import Assignment, Feedback, KnownCase
from services.volunteers.policies.common import coordinates, is_volunteer
from services.volunteers.rules.feedback import VOLUNTEER, WORKER
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import Policy

SIDES = Policy(
    "the volunteer; the worker of the case, or who stands in for them", lambda caller, side: side.side is not None
)


def feedback(session: Session, caller: Caller, lock: bool, id: UUID) -> Side:
    """What the caller's side says of the pairing of this request. Never locked here: the command locks."""
    row = session.scalars(select(Assignment).where(Assignment.request_id == id)).one_or_none()
    side = _side(session, caller, row) if row else None
    if row is None or (side is None and not coordinates(caller, row.volunteer.organisation)):
        raise NotFound
    return Side(row, side, session.get(Feedback, (row.id, side)) if side else None)


def _side(session: Session, caller: Caller, assignment: Assignment) -> str | None:
    if is_volunteer(caller, assignment.volunteer):
        return VOLUNTEER
    case = session.get(KnownCase, assignment.request.case)
    return WORKER if case and caller.acts_for(case.worker, "case_worker") else None
