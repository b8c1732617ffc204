"""The work of one person goes to another: cases, places on teams, groups of programmes, with what is planned there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_once, today
from services.cases.commands.entries import write
from services.cases.commands.meetings import invite_instead
from services.cases.commands.programmes import lead_instead
from services.cases.commands.team import TEAM_ROLES, WORKER_ROLE, cases_of, drop_from, people_on, team_changed
from services.cases.commands.visits import make_instead
from services.cases.model import Case, TeamMember
from services.cases.rules.states import OPEN_STATES, allowed
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_WORK_HANDED_OVER
from shared.directory.lookup import today_at
from shared.directory.model import KnownPerson
from shared.eventing.envelope import Event
from shared.eventing.outbox import publish
from shared.handing_over.people import hold, receiver, successor


@dataclass
class HandedOver:
    """What went to another. `teams_elsewhere`: places on teams of other organisations, which are theirs to give;
    `without_worker`: open cases that nobody could have."""

    to: UUID | None
    cases: list[UUID] = field(default_factory=list)
    teams: list[UUID] = field(default_factory=list)
    groups: int = 0
    visits: int = 0
    teams_elsewhere: int = 0
    without_worker: int = 0


@dataclass(frozen=True)
class Giving:
    """From whom to whom, by whom and when; `gathered`: of all of it one word is told."""

    person: UUID
    to: KnownPerson
    by: UUID | None
    at: datetime
    gathered: bool


def hand_over(
    session: Session,
    caller: Caller,
    person: KnownPerson,
    *,
    to: UUID,
    cases: Sequence[UUID] | None = None,
    teams: bool = False,
    groups: bool = False,
    note: str | None = None,
) -> HandedOver:
    """All or nothing. `cases`: without it all of which they are the worker and that are not over; `teams`: their places
    on the teams of the organisation's open cases too; `groups`: the groups that they lead too; `note`: what the next
    worker must know, written into each case as a note of who hands it over.

    Raises Invalid, for one of `cases` with its index.
    """
    hold(session, to)
    theirs = cases_of(session, person.id)
    own = [case for case in theirs if case.organisation == person.organisation]
    given = _chosen(own, person.id, cases)
    next_one = receiver(session, person, to, (WORKER_ROLE,) if given else TEAM_ROLES)
    assert person.organisation
    shared = [case for case in own if teams and case.worker != person.id and case.status in OPEN_STATES]
    giving = Giving(person.id, next_one, caller.person, clock.now(), groups or len(given) + len(shared) > 1)
    done = HandedOver(to, teams_elsewhere=len(theirs) - len(own) if teams else 0)
    for case in (*given, *shared):
        _give(session, case, giving, done)
    if groups:
        present = today_at(session, person.organisation)
        done.groups = lead_instead(session, person.organisation, person.id, to, present)
    _leave_note(session, caller, given, note)
    _tell(session, giving, person.organisation, done)
    return done


def pass_on(session: Session, event: Event) -> HandedOver:
    """Someone was deactivated. What their successor may have is theirs; the other cases have no worker, and they leave
    every team. Another organisation's case lets in whom its own people ask: nobody is put on its team."""
    organisation, to = event.data["organisation"], successor(session, event, TEAM_ROLES)
    theirs = cases_of(session, event.subject)
    done = HandedOver(to.id if to else None)
    for case in theirs:
        if to and _may_have(to, case, event.subject, organisation):
            _give(session, case, Giving(event.subject, to, event.by, event.at, len(theirs) > 1), done)
        else:
            _leave(session, case, event, done, gathered=len(theirs) > 1)
    if to and organisation:
        present = today_at(session, organisation)
        done.groups = lead_instead(session, organisation, event.subject, to.id, present)
    if not (done.cases or done.teams or done.groups):
        done.to = None
    if organisation and (len(theirs) > 1 or done.groups):
        _publish(session, event.subject, event.by, event.at, organisation, done)
    return done


def _may_have(successor: KnownPerson, case: Case, person: UUID, organisation: UUID | None) -> bool:
    if case.organisation != organisation:
        return False
    return WORKER_ROLE in successor.roles if case.worker == person else case.status in OPEN_STATES


def _chosen(own: Sequence[Case], person: UUID, ids: Sequence[UUID] | None) -> list[Case]:
    """Those of which they are the worker: the ones named, or all that are not over."""
    worked_on = {case.id: case for case in own if case.worker == person}
    if ids is None:
        return [case for case in worked_on.values() if is_open_work(case)]
    found = Findings()
    check_once(found, "cases", ids)
    for index, id in enumerate(ids):
        if id not in worked_on:
            found.add(f"cases.{index}", "not_found")
    found.stop()
    return [worked_on[id] for id in ids]


def is_open_work(case: Case) -> bool:
    """Something is still to be done: support, or asking the family some months after it."""
    return case.status in OPEN_STATES or allowed("follow_up", case.status)


def _give(session: Session, case: Case, giving: Giving, done: HandedOver) -> None:
    before, previous_worker = people_on(case), case.worker
    if case.worker == giving.person:
        drop_from(case, giving.to.id)
        case.worker = giving.to.id
        done.cases.append(case.id)
    else:
        _take_place(case, giving)
        done.teams.append(case.id)
    done.visits += make_instead(session, case, giving.person, giving.to.id, giving.by)
    invite_instead(session, case, giving.person, giving.to.id)
    team_changed(session, case, giving.by, previous_worker, before, giving.at, gathered=giving.gathered)


def _take_place(case: Case, giving: Giving) -> None:
    """On the team instead of the other, in their role or in the first of one's own; who is on it already stays so."""
    role = next(one.role for one in case.put_on if one.person == giving.person)
    drop_from(case, giving.person)
    if case.has_on_team(giving.to.id):
        return
    own = [one for one in (role, *TEAM_ROLES) if one in giving.to.roles]
    place = TeamMember(person=giving.to.id, organisation=giving.to.organisation, role=own[0], joined_at=giving.at)
    case.put_on.append(place)


def _leave(session: Session, case: Case, event: Event, done: HandedOver, *, gathered: bool) -> None:
    before, previous_worker = people_on(case), case.worker
    drop_from(case, event.subject)
    if case.worker == event.subject:
        case.worker = None
        done.without_worker += is_open_work(case)
    team_changed(session, case, event.by, previous_worker, before, event.at, gathered=gathered)


def _leave_note(session: Session, caller: Caller, cases: Sequence[Case], note: str | None) -> None:
    for case in cases if note else ():
        if allowed("note", case.status):
            write(session, caller, case, "note", today(session, case), {"text": note})


def _tell(session: Session, giving: Giving, organisation: UUID, done: HandedOver) -> None:
    if giving.gathered and (done.cases or done.teams or done.groups):
        _publish(session, giving.person, giving.by, giving.at, organisation, done)


def _publish(
    session: Session, person: UUID, by: UUID | None, at: datetime, organisation: UUID, done: HandedOver
) -> None:
    counts = {"cases": len(done.cases), "teams": len(done.teams), "groups": done.groups, "visits": done.visits}
    named = {"person": person, "to": done.to, "organisation": organisation, "by": by, "at": at}
    publish(session, CASE_WORK_HANDED_OVER, person, named | counts | {"without_worker": done.without_worker})
