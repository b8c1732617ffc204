"""Who may see a case and who may do what with it. Outside the relation it is not there at all: 404."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, union
from sqlalchemy.orm import Session, aliased

from services.cases.model import Case, DeadlinePolicy, Entry, SupportRequest, TeamMember, Visit
from shared.caller import Caller
from shared.deadlines.policies import Present, present
from shared.problems import NotFound
from shared.web.policy import Policy, roles

WORKER_ROLE = "case_worker"

KIND_IN_PATH = {
    "contacts": "contact",
    "notes": "note",
    "assessments": "assessment",
    "services": "service",
    "reviews": "review",
    "follow-ups": "follow_up",
    "carried-over": "carried_over",
}
"""Part of a path → kind of entry, as `shared.codes.ENTRY_KINDS` has it."""


def is_worker(caller: Caller, case: Case) -> bool:
    """Also who stands in for the worker, as a case worker."""
    return case.worker is not None and caller.acts_for(case.worker, WORKER_ROLE)


def on_team(caller: Caller, case: Case) -> bool:
    """Also who stands in for one of them, in the same role."""
    return any(caller.acts_for(person, role) for person, _, role in case.team)


def supervises(caller: Caller, case: Case) -> bool:
    return caller.has("supervisor") and caller.organisation == case.organisation


def coordinates(caller: Caller, case: Case) -> bool:
    return caller.has("coordinator") and caller.organisation == case.organisation


def sees_row(caller: Caller, case: Case) -> bool:
    return on_team(caller, case) or supervises(caller, case) or coordinates(caller, case)


def reads(caller: Caller, case: Case) -> bool:
    """The family, entries and plan. A case without a worker is its coordinators' to look after."""
    left_alone = case.worker is None and coordinates(caller, case)
    return on_team(caller, case) or supervises(caller, case) or left_alone


def _annuls(caller: Caller, entry: tuple[Case, Entry]) -> bool:
    case, written = entry
    return written.author == caller.person or is_worker(caller, case) or supervises(caller, case)


READER = Policy("team; supervisor; coordinator while the case has no worker", reads)
ROW_READER = Policy("team; supervisor; coordinator", sees_row)
TEAM = Policy("team", on_team)
WORKER = Policy("worker", is_worker)
SUPERVISOR = Policy("supervisor", supervises)
WORKER_OR_SUPERVISOR = WORKER | SUPERVISOR
COORDINATOR_OR_SUPERVISOR = Policy("coordinator", coordinates) | SUPERVISOR
ADMINISTRATOR = roles("administrator")
WORKS_WITH_FAMILIES = roles("case_worker", "specialist", "supervisor")
ANNULLING = Policy("author; worker; supervisor", _annuls)


def of_request(policy: Policy) -> Policy:
    """The same policy, asked of the case of a support request."""
    return Policy(policy.description, lambda caller, request: policy.allows(caller, request.case))


def lengths(session: Session, caller: Caller, lock: bool) -> Present[DeadlinePolicy]:
    """Whoever may not change them takes no lock."""
    return present(session, DeadlinePolicy, lock=lock and ADMINISTRATOR.allows(caller, None))


def case_of(session: Session, caller: Caller, lock: bool, id: UUID, **_: object) -> Case:
    """The case, locked for whoever changes it. Raises NotFound outside the relation."""
    wanted = select(Case).where(Case.id == id)
    case = session.scalars(wanted.with_for_update() if lock else wanted).one_or_none()
    if case is None or not sees_row(caller, case):
        raise NotFound
    return case


def entry_of(session: Session, caller: Caller, lock: bool, id: UUID, entries: str, entry: UUID) -> tuple[Case, Entry]:
    """The entry of this kind with its case, for those who may read it."""
    case = case_of(session, caller, lock, id)
    found = session.get(Entry, entry)
    kind = KIND_IN_PATH.get(entries)
    if found is None or found.case_id != case.id or found.kind != kind or not reads(caller, case):
        raise NotFound
    return case, found


def agreement_of(session: Session, caller: Caller, lock: bool, id: UUID) -> tuple[Case, Entry]:
    """The agreement written down last, with its case, for those who may read it."""
    case = case_of(session, caller, lock, id)
    written = select(Entry).where(Entry.case_id == case.id, Entry.kind == "agreement")
    found = session.scalars(written.order_by(Entry.written_at.desc()).limit(1)).one_or_none()
    if found is None or not reads(caller, case):
        raise NotFound
    return case, found


def request_of(session: Session, caller: Caller, lock: bool, id: UUID) -> SupportRequest:
    """The request, its case locked before it. Raises NotFound for those who may not read the case."""
    case_id = session.scalar(select(SupportRequest.case_id).where(SupportRequest.id == id))
    if case_id is None or not reads(caller, case_of(session, caller, lock, case_id)):
        raise NotFound
    return session.get_one(SupportRequest, id)


def of_visit(policy: Policy) -> Policy:
    """The same policy, asked of the case of a visit."""
    return Policy(policy.description, lambda caller, visit: policy.allows(caller, visit.case))


def visit_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Visit:
    """The visit, its case locked before it. Raises NotFound for those who may not read the case."""
    case_id = session.scalar(select(Visit.case_id).where(Visit.id == id))
    if case_id is None or not reads(caller, case_of(session, caller, lock, case_id)):
        raise NotFound
    return session.get_one(Visit, id)


def introduction_of(session: Session, caller: Caller, lock: bool, id: UUID) -> tuple[Case, Entry]:
    """The introduction written down last for the request, with its case, for those who may read it."""
    request = request_of(session, caller, lock, id)
    of_request = (Entry.kind == "introduction", Entry.facts["request"].astext == str(id))
    written = select(Entry).where(Entry.case_id == request.case_id, *of_request)
    found = session.scalars(written.order_by(Entry.written_at.desc()).limit(1)).one_or_none()
    if found is None:
        raise NotFound
    return request.case, found


def rows_of(caller: Caller) -> ColumnElement[bool]:
    """Which cases a list may show."""
    seen = [mine(caller)]
    if caller.has("supervisor", "coordinator") and caller.organisation:
        seen.append(Case.organisation == caller.organisation)
    return or_(*seen)


def readable(caller: Caller) -> ColumnElement[bool]:
    """Which of them the caller may read, and so find by a family's name."""
    seen = [mine(caller)]
    if caller.organisation and caller.has("supervisor"):
        seen.append(Case.organisation == caller.organisation)
    elif caller.organisation and caller.has("coordinator"):
        seen.append(and_(Case.organisation == caller.organisation, Case.worker.is_(None)))
    return or_(*seen)


def mine(caller: Caller) -> ColumnElement[bool]:
    """Cases on whose team the caller is, as worker or otherwise, or for somebody who is away: as `is_worker` and
    `on_team` say it of one case."""
    on_it = TeamMember.person == caller.person
    if caller.stands_in_for:
        on_it |= TeamMember.person.in_(caller.stands_in_for) & TeamMember.role.in_(caller.roles)
    led = aliased(Case)
    # A union, each half by its index: an OR of both would read every case there is.
    ids = union(select(led.id).where(led.worker.in_(_workers(caller))), select(TeamMember.case_id).where(on_it))
    return Case.id.in_(ids)


def worked_by(caller: Caller) -> ColumnElement[bool]:
    """Cases of which the caller is the worker, or stands in for them."""
    return Case.worker.in_(_workers(caller))


def _workers(caller: Caller) -> Collection[UUID]:
    return caller.people if caller.has(WORKER_ROLE) else {caller.person}
