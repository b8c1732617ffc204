"""Which pairings a caller sees, who ends them, who reads and writes their journals."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.locks import lock_assignment
from services.volunteers.model import Assignment, KnownCase
from services.volunteers.policies.common import coordinates_it, is_asked, is_side_of, is_volunteer
from services.volunteers.queries.attention import vetting_lapsed, volunteer_is_gone
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.policy import Policy


@dataclass(frozen=True)
class Journal:
    """The journal of an assignment; `case` is what is known of who works with the family."""

    assignment: Assignment
    case: KnownCase | None


def assignment(session: Session, caller: Caller, lock: bool, id: UUID) -> Assignment:
    row = session.get(Assignment, id)
    if row is None or not is_side_of(caller, row.volunteer):
        raise NotFound
    if lock:
        lock_assignment(session, row)
    return row


def journal(session: Session, caller: Caller, lock: bool, id: UUID) -> Journal:
    row = assignment(session, caller, lock, id)
    return Journal(row, session.get(KnownCase, row.request.case))


def _may_write(caller: Caller, journal: Journal) -> bool:
    row = journal.assignment
    return (caller.person == row.volunteer.person or supervises(caller, row)) and _may_read(caller, journal)


def supervises(caller: Caller, row: Assignment) -> bool:
    """To whom the volunteer turns, or as long as they are away who stands in; never the volunteer for themselves."""
    if caller.person == row.supervised_by:
        return True
    stands_in = caller.acts_for(row.supervised_by, "volunteer_coordinator")
    return stands_in and caller.person != row.volunteer.person and caller.organisation == row.volunteer.organisation


def _may_read(caller: Caller, journal: Journal) -> bool:
    """While who supervises is gone, every coordinator of the register stands in; `journal` lets no other in."""
    row = journal.assignment
    if is_volunteer(caller, row.volunteer):
        return True
    return (
        (supervises(caller, row) or row.supervisor_is_gone)
        and caller.has("volunteer_coordinator")
        and (row.request.kind != "contact_family" or _stands_apart(caller, journal.case))
    )


def _stands_apart(caller: Caller, case: KnownCase | None) -> bool:
    """Neither on the family's team nor supervising its case, nor standing in for somebody on the team. Of an unknown
    case nobody can be sure."""
    if case is None or not caller.people.isdisjoint(case.team):
        return False
    return not (caller.has("supervisor") and caller.organisation == case.organisation)


ENDS: Policy = Policy(
    "the volunteer; when they are gone or their vetting lapsed, their coordinators",
    lambda caller, row: (
        is_asked(caller, row) or ((volunteer_is_gone(row) or vetting_lapsed(row)) and coordinates_it(caller, row))
    ),
)
JOURNAL: Policy = Policy(
    "the volunteer, and who supervises the pairing or stands in for them, unless they work with the family or "
    "supervise its case",
    _may_write,
)
JOURNAL_READERS: Policy = Policy(
    f"{JOURNAL.description}; while who supervises it is gone, the organisation's volunteer coordinators", _may_read
)
