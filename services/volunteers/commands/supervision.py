"""To whom a volunteer turns, and who alone reads the journal with them."""

from typing import Any
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
    """Raises Invalid when this person must not supervise."""
    wrong = supervisor_problem(session, request, volunteer, person)
    if wrong:
        raise Invalid({"supervised_by": [wrong]})


def supervisor_problem(session: Session, request: Request, volunteer: Volunteer | None, person: UUID) -> str | None:
    """A volunteer coordinator of the organisation, and not the volunteer; for a contact family nobody who works with
    the family: they never read its journal. The code of what is wrong, None when nothing is."""
    wrong = role_problem(session.get(KnownPerson, person), request.organisation, "volunteer_coordinator")
    if wrong is None and volunteer and person == volunteer.person:
        wrong = "own_pairing"
    if wrong is None and request.kind == "contact_family" and _works_with(session, request, person):
        wrong = "not_independent"
    return wrong


def hand_on(session: Session, caller: Caller, assignment: Assignment, *, supervised_by: UUID) -> Assignment:
    """Somebody else supervises the pairing from now on; also one that has ended, whose journal stays."""
    lock_assignment(session, assignment)
    check_supervisor(session, assignment.request, assignment.volunteer, supervised_by)
    if supervised_by != assignment.supervised_by:
        supervise_instead(session, assignment, supervised_by, caller.person)
    return assignment


def supervise_instead(
    session: Session, assignment: Assignment, to: UUID, by: UUID | None, *, gathered: bool = False
) -> None:
    """Keep and tell it. `gathered`: one of several at once, of all of which they are told in one word."""
    told: dict[str, Any] = {"by": by, "previous_supervised_by": assignment.supervised_by}
    told |= {"gathered": True} if gathered else {}
    assignment.supervised_by = to
    session.flush()
    session.expire(assignment, ["supervisor"])
    publish(session, ASSIGNMENT_HANDED_ON, assignment.request_id, assignment_state(assignment) | told)


def _works_with(session: Session, request: Request, person: UUID) -> bool:
    case = session.get(KnownCase, request.case)
    return case is not None and person in case.team
