"""What is open of a person: how much for those who lead there, which records as far as the caller may see them."""

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager

from services.cases import policies
from services.cases.concerns import GUARDIANS
from services.cases.model import (
    Case,
    Concern,
    Decision,
    DecisionOutcome,
    ProgrammeGroup,
    Stage,
    TeamMeeting,
    TeamMember,
    Visit,
)
from services.cases.rules.states import ALLOWED, OPEN_STATES
from services.cases.rules.visits import PLANNED
from services.cases.views import row_of
from services.cases.visits import made_by
from shared import clock
from shared.caller import Caller
from shared.directory.lookup import today_at
from shared.directory.model import KnownPerson
from shared.handing_over.counting import ITEMS_AT_MOST, counted, said_of

Shown = dict[str, Any]
_OPEN = Case.status.in_(OPEN_STATES)


class Kind(NamedTuple):
    """`found`: all of it; `seen`: which of it the caller may see; `first`: by what it is sorted."""

    found: Select[Any]
    seen: ColumnElement[bool]
    first: ColumnElement[Any]
    show: Callable[[Any], Shown]


def open_work(session: Session, caller: Caller, person: KnownPerson) -> Shown:
    """`counts` of all that is open, and the rows of what the caller may see."""
    kinds = _on_cases(session, caller, person) | _planned(session, caller, person)
    counts = {name: counted(session, kind.found) for name, kind in kinds.items()}
    shown = {name: _rows(session, kind) for name, kind in kinds.items()}
    elsewhere = _of_team(person.id).where(Case.organisation.is_distinct_from(person.organisation))
    counts["teams_elsewhere"] = counted(session, elsewhere)
    return said_of(person) | shown | {"counts": counts, "concerns": _concerns(session, caller, person)}


def _on_cases(session: Session, caller: Caller, person: KnownPerson) -> dict[str, Kind]:
    of_worker, seen, show = select(Case).where(Case.worker == person.id), policies.rows_of(caller), row_of(session)
    there = _of_team(person.id).where(Case.organisation == person.organisation)
    followed = of_worker.where(Case.status.in_(ALLOWED["follow_up"]))
    found = {"cases": of_worker.where(_OPEN), "follow_ups": followed, "teams": there}
    return {name: Kind(cases, seen, Case.id.expression, show) for name, cases in found.items()}


def _planned(session: Session, caller: Caller, person: KnownPerson) -> dict[str, Kind]:
    """What lies before them; nobody who may not read a case sees when its family is visited."""
    read = policies.readable(caller)
    return {
        "visits": Kind(_visits(person.id), read, Visit.at.expression, _visit),
        "meetings": Kind(_meetings(person.id), read, TeamMeeting.planned_at.expression, _meeting),
        "decisions": Kind(_decisions(person.id), read, Decision.due_on.expression, _decision),
        "stages": Kind(_stages(person.id), read, Stage.due_on.expression, _stage),
        "groups": Kind(_groups(session, person), _sees_groups(caller), ProgrammeGroup.name.expression, _group),
    }


def _rows(session: Session, kind: Kind) -> list[Shown]:
    found = kind.found.where(kind.seen).order_by(kind.first).limit(ITEMS_AT_MOST)
    return [kind.show(one) for one in session.scalars(found)]


def _of_team(person: UUID) -> Select[Case]:
    on_it = select(TeamMember.case_id).where(TeamMember.person == person)
    return select(Case).where(_OPEN, Case.id.in_(on_it))


def _visits(person: UUID) -> Select[Visit]:
    found = select(Visit).join(Case, Case.id == Visit.case_id)
    return found.where(Visit.status == PLANNED, made_by() == person).options(contains_eager(Visit.case))


def _worked_on_by(person: UUID) -> ColumnElement[bool]:
    """By this very person, whoever stands in for them."""
    return or_(Case.worker == person, Case.id.in_(select(TeamMember.case_id).where(TeamMember.person == person)))


def _meetings(person: UUID) -> Select[TeamMeeting]:
    found = select(TeamMeeting).join(Case, Case.id == TeamMeeting.case_id)
    ahead = (TeamMeeting.status == "planned", TeamMeeting.planned_at >= clock.now())
    theirs = (TeamMeeting.invited.contains([person]), _worked_on_by(person))
    return found.where(*ahead, *theirs).options(contains_eager(TeamMeeting.case))


def _decisions(person: UUID) -> Select[Decision]:
    settled = exists().where(DecisionOutcome.decision_id == Decision.id, DecisionOutcome.annulled_at.is_(None))
    held_at = TeamMeeting.id == Decision.meeting_id
    found = select(Decision).join(Case, Case.id == Decision.case_id).join(TeamMeeting, held_at)
    theirs = (func.lower(Decision.who) == str(person), TeamMeeting.annulled_at.is_(None), ~settled)
    return found.where(*theirs)


def _stages(person: UUID) -> Select[Stage]:
    """Named for them and never presented: one that was waits for the check of another."""
    found = select(Stage).join(Case, Case.id == Stage.case_id)
    return found.where(func.lower(Stage.who) == str(person), _OPEN, ~Stage.presentations.any())


def _groups(session: Session, person: KnownPerson) -> Select[ProgrammeGroup]:
    present = today_at(session, person.organisation)
    goes_on = or_(ProgrammeGroup.ends_on.is_(None), ProgrammeGroup.ends_on >= present)
    there = ProgrammeGroup.organisation == person.organisation
    return select(ProgrammeGroup).where(ProgrammeGroup.leaders.contains([person.id]), there, goes_on)


def _sees_groups(caller: Caller) -> ColumnElement[bool]:
    """What is run, everyone who works with families there may see; the names of those enrolled are not in it."""
    works = caller.has("case_worker", "specialist", "supervisor", "coordinator")
    return and_(true() if works else false(), ProgrammeGroup.organisation == caller.organisation)


def _concerns(session: Session, caller: Caller, person: KnownPerson) -> int | None:
    """For everybody but its guardians a concern is not there."""
    if not caller.has(*GUARDIANS) or caller.organisation is None:
        return None
    theirs = (Concern.acknowledged_by == person.id, Concern.organisation == caller.organisation, _OPEN)
    return counted(session, select(Concern.id).join(Case, Case.id == Concern.case_id).where(*theirs))


def _of_case(one: Visit | TeamMeeting, **more: Any) -> Shown:
    return {"id": one.id, "case": one.case_id, "reference": one.case.reference, **more}


def _visit(visit: Visit) -> Shown:
    return _of_case(visit, kind=visit.kind, at=visit.at)


def _meeting(meeting: TeamMeeting) -> Shown:
    return _of_case(meeting, planned_at=meeting.planned_at)


def _decision(decision: Decision) -> Shown:
    return {"id": decision.id, "case": decision.case_id, "due_on": decision.due_on}


def _stage(stage: Stage) -> Shown:
    return {"id": stage.id, "case": stage.case_id, "due_on": stage.due_on}


def _group(group: ProgrammeGroup) -> Shown:
    return {"id": group.id, "name": group.name, "ends_on": group.ends_on}
