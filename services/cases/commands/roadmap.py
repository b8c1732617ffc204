"""The roadmap of a case that needs complex help: drawn up, its stages presented and checked in their order."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import Findings, check_day, check_once, check_who, plain, require, today
from services.cases.commands.progress import refresh, touch
from services.cases.commands.telling import tell
from services.cases.model import Case, Roadmap, RoadmapVersion, Stage, StageCheck, StagePresentation
from services.cases.rules import roadmap as rules
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_ENTRY_ANNULLED, CASE_STAGE_PASSED, CASE_STAGE_PRESENTED, CASE_STAGE_RETURNED
from shared.ids import uuid7
from shared.problems import Conflict, Forbidden

Parts = list[dict[str, Any]]
DRAWN = ("title", "shown_by", "due_on", "who")


def save_roadmap(session: Session, caller: Caller, case: Case, *, purpose: str, stages: Parts) -> Roadmap:
    """The whole roadmap anew. Stages that are passed or wait for a check come first and stay as they are; one that was
    ever presented stays in it."""
    require("roadmap", case)
    roadmap = session.get(Roadmap, case.id)
    known = {stage.id: stage for stage in roadmap.stages} if roadmap else {}
    _check_stages(session, case, list(known.values()), stages)
    if roadmap is None:
        roadmap = Roadmap(case_id=case.id, case=case, revision=0, number=0)
        session.add(roadmap)
    roadmap.purpose, roadmap.number = purpose, roadmap.number + 1
    roadmap.stages = [_drawn(case, known.get(one.get("id") or case.id), one, n) for n, one in enumerate(stages, 1)]
    _changed(session, case, roadmap)
    session.add(_version(roadmap, caller.person))
    return roadmap


def _check_stages(session: Session, case: Case, known: list[Stage], sent: Parts) -> None:
    found = Findings()
    by_id = {stage.id: stage for stage in known}
    check_once(found, "stages", [one.get("id") or index for index, one in enumerate(sent)])
    for index, one in enumerate(sent):
        if one.get("id") and one["id"] not in by_id:
            found.add(f"stages.{index}.id", "not_found")
        check_who(found, session, f"stages.{index}.who", case, one["who"], today(session, case))
    _check_kept(found, known, sent)
    found.stop()


def _check_kept(found: Findings, known: list[Stage], sent: Parts) -> None:
    for index, stage in enumerate(known[: rules.kept([stage.state for stage in known])]):
        same = index < len(sent) and sent[index].get("id") == stage.id
        if not same or any(sent[index][name] != getattr(stage, name) for name in DRAWN):
            found.add(f"stages.{index}", "presented_before")
    staying = {one.get("id") for one in sent}
    if any(stage.presentations and stage.id not in staying for stage in known):
        found.add("stages", "stage_missing")


def _drawn(case: Case, stage: Stage | None, sent: dict[str, Any], position: int) -> Stage:
    stage = stage or Stage(id=uuid7(), case_id=case.id)
    stage.position = position
    for name in DRAWN:
        setattr(stage, name, sent[name])
    return stage


def _version(roadmap: Roadmap, by: UUID) -> RoadmapVersion:
    drawn = [{"id": stage.id, **{name: getattr(stage, name) for name in DRAWN}} for stage in roadmap.stages]
    return RoadmapVersion(
        case_id=roadmap.case_id,
        number=roadmap.number,
        purpose=roadmap.purpose,
        stages=plain(drawn),
        saved_at=clock.now(),
        saved_by=by,
    )


def present_stage(
    session: Session, caller: Caller, roadmap: Roadmap, stage: Stage, *, passed_on: date, note: str
) -> Roadmap:
    """`note`: what shows that it was passed."""
    case, states = roadmap.case, roadmap.states
    require("roadmap", case)
    index = roadmap.stages.index(stage)
    if not rules.may_present(states, index):
        raise Conflict("Stages are passed in their order.", state=states[index])
    before = roadmap.stages[index - 1].presented if index else None
    found = Findings()
    earliest = {"before_agreement": case.signed_on, "before_stage": before.passed_on if before else None}
    check_day(found, "passed_on", passed_on, today(session, case), earliest)
    found.stop()
    presentation = StagePresentation(id=uuid7(), case_id=case.id, passed_on=passed_on, note=note)
    presentation.presented_at, presentation.presented_by = clock.now(), caller.person
    stage.presentations.append(presentation)
    _changed(session, case, roadmap)
    tell(session, case, CASE_STAGE_PRESENTED, caller.person, _told(stage, presentation), fact_on=passed_on)
    return roadmap


def check_stage(
    session: Session, caller: Caller, roadmap: Roadmap, stage: Stage, *, verdict: str, reason: str | None = None
) -> Roadmap:
    """Never by who presented it, nor by who stands in for them. Sending back needs a reason."""
    case, presentation = roadmap.case, stage.presented
    require("roadmap", case)
    if presentation is None or presentation.check:
        raise Conflict("Nothing of this stage waits for a check.", state=stage.state)
    if not rules.may_check(presentation.presented_by, caller.people):
        raise Forbidden("Somebody else than who presented the stage checks it.")
    found = Findings()
    if verdict == rules.SENT_BACK and not reason:
        found.add("reason", "required")
    found.stop()
    check = _check(verdict, reason, today(session, case), caller.person)
    presentation.checks.append(check)
    _changed(session, case, roadmap)
    event = CASE_STAGE_PASSED if verdict == rules.PASSED else CASE_STAGE_RETURNED
    told = {**_told(stage, presentation), "entry": check.id, "checked_on": check.checked_on}
    tell(session, case, event, caller.person, told, fact_on=check.checked_on)
    return roadmap


def _check(verdict: str, reason: str | None, day: date, by: UUID) -> StageCheck:
    check = StageCheck(id=uuid7(), verdict=verdict, reason=reason, checked_on=day)
    check.checked_at, check.checked_by = clock.now(), by
    return check


def _told(stage: Stage, presentation: StagePresentation) -> dict[str, Any]:
    said = {"presented_by": presentation.presented_by, "presented_on": presentation.passed_on}
    return {"stage": stage.id, "position": stage.position, **said}


def annul_check(session: Session, caller: Caller, roadmap: Roadmap, stage: Stage, *, reason: str) -> Roadmap:
    """The stage waits for a check again. Raises Conflict when later stages rest on it, and while an earlier one is not
    passed: stages would be passed out of their order."""
    presentation = stage.presented
    check = presentation.check if presentation else None
    if check is None:
        raise Conflict("No check of this stage stands.", state=stage.state)
    if rules.rests_on(roadmap.states, roadmap.stages.index(stage)):
        raise Conflict("Take back the later stages first.", state=stage.state, rests_on_it=["stage"])
    if not rules.rests_well(roadmap.states, roadmap.stages.index(stage)):
        raise Conflict("An earlier stage is not passed.", state=stage.state)
    annulling.mark(caller, check, reason)
    _changed(session, roadmap.case, roadmap)
    told = {"entry": check.id, "kind": "stage_check"}
    tell(session, roadmap.case, CASE_ENTRY_ANNULLED, caller.person, told, fact_on=check.checked_on)
    return roadmap


def annul_presentation(session: Session, caller: Caller, roadmap: Roadmap, stage: Stage, *, reason: str) -> Roadmap:
    """While nobody has checked it: it was never said."""
    presentation = stage.presented
    if presentation is None or presentation.check:
        raise Conflict("Nothing of this stage waits for a check.", state=stage.state)
    annulling.mark(caller, presentation, reason)
    _changed(session, roadmap.case, roadmap)
    return roadmap


def _changed(session: Session, case: Case, roadmap: Roadmap) -> None:
    """The case's next stage may be late now, or no longer."""
    roadmap.revision += 1
    touch(case)
    session.flush()
    refresh(session, case)
