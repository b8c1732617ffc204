"""Who may do what with settings, figures and feedback of a register, and the records that these paths name."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.commands.feedback import Side
from services.volunteers.commands.settings import settings_to_change
from services.volunteers.model import Assignment, KnownCase
from services.volunteers.model_register import Feedback
from services.volunteers.policies import coordinates, is_volunteer
from services.volunteers.rules.feedback import VOLUNTEER, WORKER
from services.volunteers.settings import Present, present_settings
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import Policy, roles

SETTERS = roles("volunteer_coordinator", "organisation_administrator")
COUNTERS = roles("volunteer_coordinator", "supervisor", "organisation_administrator")
SIDES = Policy("the volunteer; the worker of the case", lambda caller, side: side.side is not None)


def settings(session: Session, caller: Caller, lock: bool) -> Present:
    """Of the caller's own organisation. Whoever may not change them takes no lock."""
    if caller.organisation is None:
        raise NotFound
    may = SETTERS.allows(caller, None)
    return (settings_to_change if lock and may else present_settings)(session, caller.organisation)


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
    return WORKER if case and case.worker == caller.person else None
