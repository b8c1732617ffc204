"""Who works on a case."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings
from services.cases.commands.history import keep_team_change
from services.cases.commands.progress import touch
from services.cases.commands.telling import tell_team_changed
from services.cases.model import Case, TeamMember
from shared import clock
from shared.caller import Caller
from shared.directory.lookup import person_at
from shared.handing_over.people import hold
from shared.problems import Conflict, NotFound

WORKER_ROLE = "case_worker"
TEAM_ROLES = ("case_worker", "specialist", "supervisor")


def set_worker(session: Session, caller: Caller, case: Case, *, worker: UUID) -> Case:
    """Another worker of the case's organisation; the one before leaves the team."""
    found = Findings()
    hold(session, worker)
    if not person_at(session, worker, case.organisation, WORKER_ROLE):
        found.add("worker", "not_found")
    found.stop()
    if worker != case.worker:
        _change_worker(session, case, worker, caller.person)
    return case


def add_to_team(session: Session, caller: Caller, case: Case, *, person: UUID, role: str) -> TeamMember:
    """Someone of any organisation who works with families."""
    found = Findings()
    known = hold(session, person)
    if known is None or not known.active or not set(TEAM_ROLES) & set(known.roles):
        found.add("person", "not_found")
    elif case.has_on_team(person):
        found.add("person", "duplicate")
    found.stop()
    assert known
    before = people_on(case)
    joined = TeamMember(person=person, organisation=known.organisation, role=role, joined_at=clock.now())
    case.put_on.append(joined)
    team_changed(session, case, caller.person, case.worker, before)
    return joined


def take_off_team(session: Session, caller: Caller, case: Case, *, person: UUID) -> None:
    """Raises NotFound for who is not on it, Conflict for the worker: a case gets another one instead."""
    if person == case.worker:
        raise Conflict("The worker is not taken off; set another worker.", state=case.status)
    if not case.has_on_team(person):
        raise NotFound
    before = people_on(case)
    drop_from(case, person)
    team_changed(session, case, caller.person, case.worker, before)


def follow_person(
    session: Session,
    person: UUID,
    organisation: UUID | None,
    roles: Collection[str],
    by: UUID | None,
    at: datetime,
) -> None:
    """Someone works elsewhere or as something else now: a worker leaves the case, which stays with its organisation;
    another member of the team stays on it while they work with families at all, and their new organisation assesses
    this family too."""
    for case in cases_of(session, person):
        before, previous_worker, team_before = people_on(case), case.worker, case.team
        if case.worker == person and (case.organisation != organisation or WORKER_ROLE not in roles):
            case.worker = None
        if set(TEAM_ROLES).isdisjoint(roles):
            drop_from(case, person)
        for one in case.put_on:
            one.organisation = organisation if one.person == person else one.organisation
        if case.team != team_before:
            team_changed(session, case, by, previous_worker, before, at)


def cases_of(session: Session, person: UUID) -> list[Case]:
    """All on which they work, locked, each as it is under the lock."""
    on_team = select(TeamMember.case_id).where(TeamMember.person == person)
    theirs = select(Case).where(or_(Case.worker == person, Case.id.in_(on_team)))
    return list(session.scalars(theirs.order_by(Case.id).with_for_update()))


def _change_worker(session: Session, case: Case, worker: UUID, by: UUID) -> None:
    before, previous_worker = people_on(case), case.worker
    drop_from(case, worker)
    case.worker = worker
    team_changed(session, case, by, previous_worker, before)


def drop_from(case: Case, person: UUID) -> None:
    case.put_on = [one for one in case.put_on if one.person != person]


def people_on(case: Case) -> list[UUID]:
    return [person for person, _, _ in case.team]


def team_changed(
    session: Session,
    case: Case,
    by: UUID | None,
    previous_worker: UUID | None,
    before: list[UUID],
    at: datetime | None = None,
    *,
    gathered: bool = False,
) -> None:
    """Keep and tell it. `gathered`: one of several at once, of all of which one word is told."""
    touch(case)
    keep_team_change(session, case, by, previous_worker, before, at)
    session.flush()
    tell_team_changed(session, case, by, previous_worker, before, at, gathered=gathered)
