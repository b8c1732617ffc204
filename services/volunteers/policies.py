"""Who may do what, and the records that a path names, as far as the caller has a relation to them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from services.volunteers.attention import vetting_lapsed, volunteer_is_gone
from services.volunteers.locks import lock_assignment, lock_proposal, lock_volunteer
from services.volunteers.model import Assignment, KnownCase, Proposal, Request, Volunteer
from shared.caller import Caller
from shared.problems import Forbidden, NotFound
from shared.web.policy import Policy, roles

COORDINATORS = roles("volunteer_coordinator")
REGISTERED = roles("volunteer_coordinator", "volunteer", "contact_family")


@dataclass(frozen=True)
class Journal:
    """The journal of an assignment; `case` is what is known of who works with the family."""

    assignment: Assignment
    case: KnownCase | None


def is_volunteer(caller: Caller, volunteer: Volunteer) -> bool:
    """The kinds of volunteers are also the roles that they sign in with."""
    return caller.person == volunteer.person and caller.has(volunteer.kind)


def coordinates(caller: Caller, organisation: UUID) -> bool:
    return caller.has("volunteer_coordinator") and caller.organisation == organisation


def own(caller: Caller) -> ColumnElement[bool]:
    """The caller's own profiles, for lists."""
    return (Volunteer.person == caller.person) & Volunteer.kind.in_(caller.roles)


def register_of(caller: Caller) -> ColumnElement[bool]:
    """The register that the caller looks after, for lists."""
    if not caller.has("volunteer_coordinator") or caller.organisation is None:
        return false()
    return Volunteer.organisation == caller.organisation


def visible_volunteers(caller: Caller) -> ColumnElement[bool]:
    return or_(own(caller), register_of(caller))


def mine_or_all(caller: Caller, mine: bool) -> ColumnElement[bool]:
    """Rows of pairings: one's own, or as a coordinator those of the organisation's volunteers."""
    if mine:
        return own(caller)
    if not caller.has("volunteer_coordinator"):
        raise Forbidden("This is for: volunteer coordinator. Ask for yours with mine=1.")
    return register_of(caller)


# --- records ----------------------------------------------------------------------------------------------------------


def volunteer(session: Session, caller: Caller, lock: bool, id: UUID) -> Volunteer:
    row = session.scalars(select(Volunteer).where(Volunteer.id == id, visible_volunteers(caller))).one_or_none()
    if row is None:
        raise NotFound
    return lock_volunteer(session, row.id) if lock else row


def request(session: Session, caller: Caller, lock: bool, id: UUID) -> Request:
    """Never locked here: commands lock the volunteer before the request."""
    row = session.get(Request, id)
    if row is None or not coordinates(caller, row.organisation):
        raise NotFound
    return row


def proposal(session: Session, caller: Caller, lock: bool, id: UUID) -> Proposal:
    row = session.get(Proposal, id)
    if row is None or not _is_side_of(caller, row.volunteer):
        raise NotFound
    if lock:
        lock_proposal(session, row)
    return row


def assignment(session: Session, caller: Caller, lock: bool, id: UUID) -> Assignment:
    row = session.get(Assignment, id)
    if row is None or not _is_side_of(caller, row.volunteer):
        raise NotFound
    if lock:
        lock_assignment(session, row)
    return row


def journal(session: Session, caller: Caller, lock: bool, id: UUID) -> Journal:
    row = assignment(session, caller, lock, id)
    return Journal(row, session.get(KnownCase, row.request.case))


def _is_side_of(caller: Caller, volunteer: Volunteer) -> bool:
    return is_volunteer(caller, volunteer) or coordinates(caller, volunteer.organisation)


# --- relations --------------------------------------------------------------------------------------------------------


def _asked(caller: Caller, row: Any) -> bool:
    return is_volunteer(caller, row.volunteer)


def _may_write(caller: Caller, journal: Journal) -> bool:
    theirs = caller.person in (journal.assignment.volunteer.person, journal.assignment.supervised_by)
    return theirs and _may_read(caller, journal)


def _may_read(caller: Caller, journal: Journal) -> bool:
    """While who supervises is gone, every coordinator of the register stands in; `journal` lets no other in."""
    row = journal.assignment
    if is_volunteer(caller, row.volunteer):
        return True
    supervises = caller.person == row.supervised_by or row.supervisor_is_gone
    return (
        supervises
        and caller.has("volunteer_coordinator")
        and (row.request.kind != "contact_family" or _stands_apart(caller, journal.case))
    )


def _stands_apart(caller: Caller, case: KnownCase | None) -> bool:
    """Neither on the family's team nor supervising its case. Of an unknown case nobody can be sure."""
    if case is None or caller.person in case.team:
        return False
    return not (caller.has("supervisor") and caller.organisation == case.organisation)


def _coordinates(caller: Caller, row: Any) -> bool:
    return coordinates(caller, row.volunteer.organisation)


THE_VOLUNTEER: Policy = Policy("the volunteer", _asked)
ENDS: Policy = Policy(
    "the volunteer; when they are gone or their vetting lapsed, their coordinators",
    lambda caller, row: (
        _asked(caller, row) or ((volunteer_is_gone(row) or vetting_lapsed(row)) and _coordinates(caller, row))
    ),
)
THEIR_COORDINATORS: Policy = Policy("volunteer coordinator of the volunteer's organisation", _coordinates)
JOURNAL: Policy = Policy(
    "the volunteer, and who supervises the pairing, unless they work with the family or supervise its case", _may_write
)
JOURNAL_READERS: Policy = Policy(
    f"{JOURNAL.description}; while who supervises it is gone, the organisation's volunteer coordinators", _may_read
)
