"""Running pairings that wait for their coordinators: somebody who belongs to them is gone, or a document ran out."""

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, any_, exists, literal, not_, or_
from sqlalchemy.orm import InstrumentedAttribute

from services.volunteers.model import BUSY, Assignment, KnownCase, Request, VettingWatch, Volunteer
from services.volunteers.people import is_gone
from shared.directory.model import KnownPerson

VOLUNTEER_GONE = "volunteer_gone"
SUPERVISOR_GONE = "supervisor_gone"
NOT_INDEPENDENT = "supervisor_not_independent"
VETTING_LAPSED = "vetting_lapsed"


def volunteer_is_gone(assignment: Assignment) -> bool:
    """They moved to another organisation or are no volunteer of this kind any more: they may not even see the pairing,
    and the family waits for them."""
    volunteer = assignment.volunteer
    return is_gone(volunteer.known, volunteer.organisation, volunteer.kind)


def supervisor_works_with_family(assignment: Assignment) -> bool:
    """The case went to them after they were named: nobody reads the contact family's journal until it is handed on."""
    case = assignment.request.known_case
    of_contact_family = assignment.request.kind == "contact_family"
    return of_contact_family and case is not None and assignment.supervised_by in case.team


def vetting_lapsed(assignment: Assignment) -> bool:
    """Nothing ends by itself: whether they go on meeting is their coordinators' to decide."""
    watched = assignment.volunteer.watch
    return watched is not None and watched.lapsed


def reasons(assignment: Assignment) -> list[str]:
    """What is to be decided about a pairing, as codes; empty once it has ended."""
    if assignment.status not in BUSY:
        return []
    found = {
        VOLUNTEER_GONE: volunteer_is_gone(assignment),
        SUPERVISOR_GONE: assignment.supervisor_is_gone,
        NOT_INDEPENDENT: supervisor_works_with_family(assignment),
        VETTING_LAPSED: vetting_lapsed(assignment),
    }
    return [code for code, holds in found.items() if holds]


def needed() -> ColumnElement[bool]:
    """The same for lists of assignments joined with their volunteers."""
    volunteer = _gone(Volunteer.person, Volunteer.kind)
    supervisor = _gone(Assignment.supervised_by, literal("volunteer_coordinator"))
    lapsed = exists().where(VettingWatch.volunteer == Assignment.volunteer_id, VettingWatch.lapsed)
    return Assignment.status.in_(BUSY) & or_(volunteer, supervisor, _works_with_family(), lapsed)


def _works_with_family() -> ColumnElement[bool]:
    of_contact_family = and_(Request.id == Assignment.request_id, Request.kind == "contact_family")
    on_team = and_(KnownCase.id == Request.case, Assignment.supervised_by == any_(KnownCase.team))
    return exists().where(of_contact_family, on_team).correlate(Assignment)


def _gone(person: InstrumentedAttribute[object], role: SQLColumnExpression[str]) -> ColumnElement[bool]:
    of_register = KnownPerson.organisation.is_not_distinct_from(Volunteer.organisation)
    stands = and_(KnownPerson.active, of_register, role == any_(KnownPerson.roles))
    return exists().where(KnownPerson.id == person, not_(stands)).correlate(Volunteer, Assignment)
