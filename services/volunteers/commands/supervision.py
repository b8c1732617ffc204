"""To whom a volunteer turns, and who alone reads the journal with them."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.commands.telling import assignment_state
from services.volunteers.locks import lock_assignment
from services.volunteers.model import Assignment, KnownCase, Request, Volunteer
from services.volunteers.people import role_problem
from shared.caller import Caller
from shared.contracts.volunteers import ASSIGNMENT_HANDED_ON
from shared.directory.model import KnownPerson
from shared.eventing.outbox import publish
from shared.problems import Invalid


def check_supervisor(session: Session, request: Request, volunteer: Volunteer, person: UUID) -> None:
    """A volunteer coordinator of the organisation, and not the volunteer; for a contact family nobody who works with
    the family: they never read its journal. Raises Invalid."""
    wrong = role_problem(session.get(KnownPerson, person), request.organisation, "volunteer_coordinator")
    if wrong is None and person == volunteer.person:
        wrong = "own_pairing"
    if wrong is None and request.kind == "contact_family" and _works_with(session, request, person):
        wrong = "not_independent"
    if wrong:
        raise Invalid({"supervised_by": [wrong]})


def hand_on(session: Session, caller: Caller, assignment: Assignment, *, supervised_by: UUID) -> Assignment:
    """Somebody else supervises the pairing from now on; also one that has ended, whose journal stays."""
    lock_assignment(session, assignment)
    check_supervisor(session, assignment.request, assignment.volunteer, supervised_by)
    before = assignment.supervised_by
    if supervised_by == before:
        return assignment
    assignment.supervised_by = supervised_by
    session.flush()
    session.expire(assignment, ["supervisor"])
    told = {"by": caller.person, "previous_supervised_by": before}
    publish(session, ASSIGNMENT_HANDED_ON, assignment.request_id, assignment_state(assignment) | told)
    return assignment


def _works_with(session: Session, request: Request, person: UUID) -> bool:
    case = session.get(KnownCase, request.case)
    return case is not None and person in case.team
