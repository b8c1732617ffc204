"""What a timeline says of roadmap, group programmes and meetings of the team."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, literal

from services.cases.model import (
    Attendance,
    Decision,
    DecisionOutcome,
    Enrolment,
    Programme,
    ProgrammeGroup,
    ProgrammeSession,
    RoadmapVersion,
    Stage,
    StageCheck,
    StagePresentation,
    TeamMeeting,
)
from services.cases.model.annulled import Annullable
from services.cases.rules.roadmap import PASSED
from services.cases.timeline.columns import EXCERPT, Column, Part, day_of, facts, instant, numbered, row


def roadmaps(id: UUID, zone: str) -> Select[Any]:
    said = facts(version=RoadmapVersion.number, stages=func.jsonb_array_length(RoadmapVersion.stages))
    at, name = RoadmapVersion.saved_at, numbered(RoadmapVersion.case_id, RoadmapVersion.number)
    found = row("roadmap", name, day_of(at, zone), at, said, happened_at=at, by=RoadmapVersion.saved_by)
    return found.where(RoadmapVersion.case_id == id)


def presentations(id: UUID, zone: str) -> Select[Any]:
    one = StagePresentation
    said = _of_stage(func.left(one.note, EXCERPT))
    found = row(
        "stage_presented", one.id, one.passed_on, one.presented_at, said, by=one.presented_by, **_taken_back(one)
    )
    return found.join(Stage, Stage.id == one.stage_id).where(one.case_id == id)


def checks(id: UUID, zone: str) -> Select[Any]:
    one = StageCheck
    kind = case((one.verdict == PASSED, literal("stage_passed")), else_=literal("stage_sent_back"))
    said = _of_stage(func.left(one.reason, EXCERPT))
    at = {"happened_at": one.checked_at, "by": one.checked_by}
    found = row(kind, one.id, one.checked_on, one.checked_at, said, **at, **_taken_back(one))
    joined = found.join(StagePresentation, StagePresentation.id == one.presentation_id)
    return joined.join(Stage, Stage.id == StagePresentation.stage_id).where(StagePresentation.case_id == id)


def _of_stage(text: Column) -> Column:
    return facts(stage=Stage.id, position=Stage.position, title=func.left(Stage.title, EXCERPT), text=text)


def enrolments(id: UUID, zone: str) -> Select[Any]:
    one = Enrolment
    said = _of_group(member=one.member, goal=func.left(one.goal_title, EXCERPT))
    found = row("enrolled", one.id, one.enrolled_on, one.enrolled_at, said, by=one.enrolled_by, **_taken_back(one))
    return _in_group(found).where(one.case_id == id)


def leavings(id: UUID, zone: str) -> Select[Any]:
    one = Enrolment
    said = _of_group(member=one.member, reason=one.left_reason, text=func.left(one.left_note, EXCERPT))
    found = row("left_group", one.id, one.left_on, one.left_at, said, by=one.left_by, **_taken_back(one))
    return _in_group(found).where(one.case_id == id, one.left_on.is_not(None))


def _in_group(found: Select[Any]) -> Select[Any]:
    joined = found.join(ProgrammeGroup, ProgrammeGroup.id == Enrolment.group_id)
    return joined.join(Programme, Programme.id == ProgrammeGroup.programme_id)


def _of_group(**more: Column) -> Column:
    return facts(group=ProgrammeGroup.id, programme=Programme.id, name=func.left(Programme.name, EXCERPT), **more)


def sessions(id: UUID, zone: str) -> Select[Any]:
    """To which somebody of the family came."""
    one, held = Attendance, ProgrammeSession
    said = facts(
        session=held.id, programme=Programme.id, name=func.left(Programme.name, EXCERPT), member=one.member,
        text=func.left(held.topic, EXCERPT),
    )  # fmt: skip
    found = row("session_attended", one.id, held.held_on, one.recorded_at, said, by=one.recorded_by, **_taken_back(one))
    joined = found.join(held, held.id == one.session_id).join(Programme, Programme.id == held.programme)
    return joined.where(one.case_id == id, one.attended)


def meetings_planned(id: UUID, zone: str) -> Select[Any]:
    """`at` is when it is now to be."""
    one, at = TeamMeeting, TeamMeeting.made_at
    found = row("meeting_planned", one.id, day_of(at, zone), at, _of_meeting(), happened_at=at, by=one.planned_by)
    return found.where(one.case_id == id)


def meetings_cancelled(id: UUID, zone: str) -> Select[Any]:
    """Without a text: the case was closed."""
    one, at = TeamMeeting, TeamMeeting.cancelled_at
    said = _of_meeting(text=func.left(one.cancelled_reason, EXCERPT))
    found = row("meeting_cancelled", one.id, day_of(at, zone), at, said, happened_at=at, by=one.cancelled_by)
    return found.where(one.case_id == id, at.is_not(None))


def meetings_held(id: UUID, zone: str) -> Select[Any]:
    one = TeamMeeting
    said = _of_meeting(
        came=func.to_jsonb(one.came), members=func.to_jsonb(one.members), text=func.left(one.summary, EXCERPT)
    )
    found = row("meeting_held", one.id, one.held_on, one.recorded_at, said, by=one.recorded_by, **_taken_back(one))
    return found.where(one.case_id == id, one.held_on.is_not(None))


def _of_meeting(**more: Column) -> Column:
    return facts(at=instant(TeamMeeting.planned_at), **more)


def decisions(id: UUID, zone: str) -> Select[Any]:
    one = DecisionOutcome
    said = facts(
        decision=Decision.id, meeting=Decision.meeting_id, title=func.left(Decision.text, EXCERPT),
        text=func.left(one.reason, EXCERPT),
    )  # fmt: skip
    kind = literal("decision_") + one.outcome
    found = row(kind, one.id, one.happened_on, one.written_at, said, by=one.written_by, **_taken_back(one))
    return found.join(Decision, Decision.id == one.decision_id).where(Decision.case_id == id)


def _taken_back(one: type[Annullable]) -> dict[str, Column]:
    return {"annulled_at": one.annulled_at, "annulled_by": one.annulled_by, "annulled_reason": one.annulled_reason}


TEAMWORK: dict[Part, tuple[str, ...]] = {
    roadmaps: ("roadmap",),
    presentations: ("stage_presented",),
    checks: ("stage_passed", "stage_sent_back"),
    enrolments: ("enrolled",),
    leavings: ("left_group",),
    sessions: ("session_attended",),
    meetings_planned: ("meeting_planned",),
    meetings_cancelled: ("meeting_cancelled",),
    meetings_held: ("meeting_held",),
    decisions: ("decision_done", "decision_dropped"),
}
