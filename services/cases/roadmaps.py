"""The roadmap of a case as callers stand to it: who presents and checks its stages, and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.model import Case, Roadmap, RoadmapVersion, Stage, StageCheck, StagePresentation
from services.cases.rules import roadmap as rules
from services.cases.rules.states import ALLOWED
from services.cases.teamwork import progress
from services.cases.views import annulled
from shared.caller import Caller
from shared.directory.lookup import name_of
from shared.problems import NotFound
from shared.web.policy import Policy

Shown = dict[str, Any]
STAGE = ("id", "position", "title", "shown_by", "due_on", "who")
PRESENTATION = ("id", "passed_on", "note", "presented_at", "presented_by")
CHECK = ("id", "verdict", "reason", "checked_on", "checked_at", "checked_by")
VERSION = ("purpose", "stages", "saved_at", "saved_by")


@dataclass(frozen=True)
class Road:
    """A case and its roadmap, if it has one."""

    case: Case
    roadmap: Roadmap | None

    @property
    def drawn(self) -> Roadmap:
        """Raises NotFound before there is one."""
        if self.roadmap is None:
            raise NotFound
        return self.roadmap


@dataclass(frozen=True)
class StageOf:
    roadmap: Roadmap
    stage: Stage


def version(road: Road) -> int:
    """The ETag of a roadmap; 0 before there is one."""
    return road.roadmap.revision if road.roadmap else 0


def road_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Road:
    case = policies.case_of(session, caller, lock, id)
    return Road(case, session.get(Roadmap, case.id))


def stage_of(session: Session, caller: Caller, lock: bool, id: UUID, stage: UUID) -> StageOf:
    """The stage, for those who may read the case."""
    road = road_of(session, caller, lock, id)
    stages = road.roadmap.stages if road.roadmap else []
    found = next((one for one in stages if one.id == stage), None)
    if found is None or not policies.reads(caller, road.case):
        raise NotFound
    return StageOf(road.drawn, found)


def _checks(caller: Caller, of: StageOf) -> bool:
    case, waiting = of.roadmap.case, of.stage.presented
    may = policies.on_team(caller, case) or policies.supervises(caller, case)
    return may and (waiting is None or rules.may_check(waiting.presented_by, caller.people))


def _annuls_check(caller: Caller, of: StageOf) -> bool:
    check = of.stage.presented.check if of.stage.presented else None
    checked = check is not None and check.checked_by == caller.person
    return checked or policies.supervises(caller, of.roadmap.case)


def _annuls_presentation(caller: Caller, of: StageOf) -> bool:
    said = of.stage.presented is not None and of.stage.presented.presented_by == caller.person
    return said or policies.WORKER_OR_SUPERVISOR.allows(caller, of.roadmap.case)


def of_road(policy: Policy) -> Policy:
    return Policy(policy.description, lambda caller, road: policy.allows(caller, road.case))


PRESENTER = Policy("team", lambda caller, of: policies.on_team(caller, of.roadmap.case))
CHECKER = Policy("team; supervisor; never who presented the stage, nor who stands in for them", _checks)
CHECK_ANNULLER = Policy("who checked; supervisor", _annuls_check)
PRESENTATION_ANNULLER = Policy("who presented; worker; supervisor", _annuls_presentation)


def shown(session: Session, roadmap: Roadmap) -> Shown:
    return {
        "version": roadmap.number,
        "purpose": roadmap.purpose,
        "stages": [_stage(session, stage) for stage in roadmap.stages],
        **progress(session, roadmap),
    }


def _stage(session: Session, stage: Stage) -> Shown:
    said = [_presentation(session, one) for one in stage.presentations]
    return {**{name: getattr(stage, name) for name in STAGE}, "state": stage.state, "presentations": said}


def _presentation(session: Session, one: StagePresentation) -> Shown:
    return {
        **{name: getattr(one, name) for name in PRESENTATION},
        "presenter_name": name_of(session, one.presented_by),
        "annulled": annulled(one),
        "checks": [_check(session, check) for check in one.checks],
    }


def _check(session: Session, check: StageCheck) -> Shown:
    named = {"checker_name": name_of(session, check.checked_by), "annulled": annulled(check)}
    return {**{name: getattr(check, name) for name in CHECK}, **named}


def version_shown(version: RoadmapVersion) -> Shown:
    return {"version": version.number, **{name: getattr(version, name) for name in VERSION}}


def to_check(caller: Caller) -> ColumnElement[bool]:
    """Presentations that wait for a check which the caller may do."""
    checked = exists().where(StageCheck.presentation_id == StagePresentation.id, StageCheck.annulled_at.is_(None))
    theirs = policies.mine(caller)
    if caller.organisation and caller.has("supervisor"):
        theirs |= Case.organisation == caller.organisation
    open_ones = select(Case.id).where(theirs, Case.status.in_(ALLOWED["roadmap"]))
    waits = StagePresentation.annulled_at.is_(None) & ~checked & StagePresentation.case_id.in_(open_ones)
    return waits & StagePresentation.presented_by.not_in(caller.people)


def waiting_row(session: Session) -> Callable[[StagePresentation], Shown]:
    def show(one: StagePresentation) -> Shown:
        case, stage = session.get_one(Case, one.case_id), one.stage
        told = {"stage": stage.id, "position": stage.position, "title": stage.title, "due_on": stage.due_on}
        said = {"passed_on": one.passed_on, "presented_by": one.presented_by, "presented_at": one.presented_at}
        named = {"presenter_name": name_of(session, one.presented_by)}
        return {"case": case.id, "reference": case.reference, **told, **said, **named}

    return show
