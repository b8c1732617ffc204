"""Meetings of a case's team: planned, held with decisions, cancelled."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import (
    Findings,
    check_day,
    check_members,
    check_once,
    check_who,
    day_of,
    require,
    today,
    works_with,
)
from services.cases.commands.progress import refresh, touch
from services.cases.commands.telling import tell
from services.cases.model import Case, Decision, DecisionOutcome, TeamMeeting
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_MEETING_CANCELLED, CASE_MEETING_PLANNED
from shared.eventing.contract import EventType
from shared.ids import uuid7
from shared.problems import Conflict
from shared.words import N_

Parts = list[dict[str, Any]]
TOLD = ("planned_at", "place", "link", "invited")
FARTHEST = timedelta(days=731)  # ours: a meeting in more than two years is a slip of the keyboard

WHY_NOT_PLANNED = {
    "held": N_("The meeting was held already."),
    "cancelled": N_("The meeting was called off. Plan another one."),
    "annulled": N_("The meeting was noted by mistake and does not count. Plan another one."),
}


def plan_meeting(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    planned_at: datetime,
    invited: Sequence[UUID],
    place: str | None = None,
    link: str | None = None,
    agenda: str | None = None,
) -> TeamMeeting:
    """`invited`: of the team. One that is noted afterwards may lie in the past: then nobody is asked to come."""
    require("team_meeting", case)
    _check_planned(session, case, planned_at=planned_at, invited=invited)
    meeting = TeamMeeting(id=uuid7(), case_id=case.id, case=case, version=0, status="planned", came=[], members=[])
    meeting.planned_at, meeting.invited, meeting.planned_by = planned_at, list(invited), caller.person
    meeting.place, meeting.link, meeting.agenda, meeting.made_at = place, link, agenda, clock.now()
    session.add(meeting)
    _changed(session, meeting)
    _tell_if_ahead(session, caller, meeting, CASE_MEETING_PLANNED)
    return meeting


def change_meeting(session: Session, caller: Caller, meeting: TeamMeeting, **changes: Any) -> TeamMeeting:
    """Time, place, link, agenda, who is invited, while it is planned. Those invited are told of all but the agenda."""
    _require_planned(meeting)
    planned_at = changes.get("planned_at", meeting.planned_at)
    _check_planned(session, meeting.case, planned_at=planned_at, invited=changes.get("invited", []))
    before = [getattr(meeting, name) for name in TOLD]
    for name, value in changes.items():
        setattr(meeting, name, value)
    _changed(session, meeting)
    if [getattr(meeting, name) for name in TOLD] != before:
        _tell_if_ahead(session, caller, meeting, CASE_MEETING_PLANNED)
    return meeting


def _check_planned(session: Session, case: Case, *, planned_at: datetime, invited: Sequence[UUID]) -> None:
    found = Findings()
    if planned_at > clock.now() + FARTHEST:
        found.add("planned_at", "out_of_range")
    if day_of(session, case, planned_at) < case.opened_on:
        found.add("planned_at", "before_opening")
    check_once(found, "invited", invited)
    for index, person in enumerate(invited):
        if not case.has_on_team(person):
            found.add(f"invited.{index}", "not_found")
    found.stop()


def cancel_meeting(session: Session, caller: Caller, meeting: TeamMeeting, *, reason: str) -> TeamMeeting:
    _require_planned(meeting)
    _cancel(session, caller, meeting, reason)
    return meeting


def cancel_meetings(session: Session, caller: Caller, case: Case) -> None:
    """The case was closed: its team meets no more."""
    standing = select(TeamMeeting).where(TeamMeeting.case_id == case.id, TeamMeeting.status == "planned")
    for meeting in session.scalars(standing.order_by(TeamMeeting.id)):
        _cancel(session, caller, meeting, None)


def invite_instead(session: Session, case: Case, person: UUID, to: UUID) -> None:
    """To what is planned another of the team is called; whoever hands the case over tells them."""
    called = (TeamMeeting.status == "planned", TeamMeeting.invited.contains([person]))
    standing = select(TeamMeeting).where(TeamMeeting.case_id == case.id, *called)
    for meeting in session.scalars(standing.order_by(TeamMeeting.id)):
        meeting.invited = list(dict.fromkeys(to if one == person else one for one in meeting.invited))
        _changed(session, meeting)


def _cancel(session: Session, caller: Caller, meeting: TeamMeeting, reason: str | None) -> None:
    meeting.status, meeting.cancelled_reason = "cancelled", reason
    meeting.cancelled_at, meeting.cancelled_by = clock.now(), caller.person
    _changed(session, meeting)
    _tell_if_ahead(session, caller, meeting, CASE_MEETING_CANCELLED)


def hold_meeting(
    session: Session,
    caller: Caller,
    meeting: TeamMeeting,
    *,
    held_on: date,
    came: Sequence[UUID],
    members: Sequence[UUID] = (),
    summary: str | None = None,
    decisions: Sequence[dict[str, Any]] = (),
) -> TeamMeeting:
    """`came`: people who work with the family; `members`: whom of the household came with them."""
    case = meeting.case
    require("team_meeting", case)
    _require_planned(meeting)
    found = Findings()
    check_day(found, "held_on", held_on, today(session, case), {"before_opening": case.opened_on})
    check_once(found, "came", came)
    for index, person in enumerate(came):
        if not works_with(session, case, person):
            found.add(f"came.{index}", "not_found")
    check_members(found, "members", case, members, held_on)
    _check_decisions(found, session, case, decisions, held_on)
    found.stop()
    meeting.status, meeting.held_on, meeting.summary = "held", held_on, summary
    meeting.came, meeting.members = list(came), list(members)
    meeting.recorded_at, meeting.recorded_by = clock.now(), caller.person
    meeting.decisions = [Decision(id=uuid7(), case_id=case.id, **decision) for decision in decisions]
    _changed(session, meeting)
    refresh(session, case)
    return meeting


def _check_decisions(
    found: Findings, session: Session, case: Case, decisions: Sequence[dict[str, Any]], held_on: date
) -> None:
    for index, decision in enumerate(decisions):
        check_who(found, session, f"decisions.{index}.who", case, decision["who"], held_on)
        if decision["due_on"] < held_on:
            found.add(f"decisions.{index}.due_on", "before_meeting")


def annul_meeting(session: Session, caller: Caller, meeting: TeamMeeting, *, reason: str) -> TeamMeeting:
    """It was never held so, and its decisions were never made. One that was only planned is cancelled instead."""
    if meeting.status not in ("held", "annulled"):
        raise Conflict("A meeting that was not held is cancelled.", state=meeting.status)
    annulling.mark(caller, meeting, reason)
    meeting.status = "annulled"
    _changed(session, meeting)
    refresh(session, meeting.case)
    return meeting


def settle_decision(
    session: Session, caller: Caller, decision: Decision, *, outcome: str, on: date | None = None, reason: str | None
) -> Decision:
    """`done` on a day, or `dropped` with a reason; also after the end of support."""
    if decision.status != "open":
        raise Conflict("This decision is settled already.", state=decision.status)
    case = decision.meeting.case
    present = today(session, case)
    day, path = on or present, "done_on" if outcome == "done" else "dropped_on"
    found = Findings()
    check_day(found, path, day, present, {"before_meeting": decision.meeting.held_on})
    found.stop()
    settled = DecisionOutcome(id=uuid7(), outcome=outcome, happened_on=day, reason=reason)
    settled.written_at, settled.written_by = clock.now(), caller.person
    decision.outcomes.append(settled)
    _changed(session, decision.meeting)
    return decision


def annul_outcome(session: Session, caller: Caller, decision: Decision, *, reason: str) -> Decision:
    """The decision is open again."""
    if decision.outcome is None or decision.status == "annulled":
        raise Conflict("Nothing was noted of it that counts.", state=decision.status)
    annulling.mark(caller, decision.outcome, reason)
    _changed(session, decision.meeting)
    return decision


def _require_planned(meeting: TeamMeeting) -> None:
    if meeting.status != "planned":
        raise Conflict(WHY_NOT_PLANNED[meeting.status], state=meeting.status)


def _tell_if_ahead(session: Session, caller: Caller, meeting: TeamMeeting, event: EventType) -> None:
    """Nobody is called to what is over, and nobody who has left the team since they were invited."""
    if meeting.planned_at <= clock.now():
        return
    invited = [person for person in meeting.invited if meeting.case.has_on_team(person)]
    told = {"meeting": meeting.id, "invited": invited, "planned_at": meeting.planned_at}
    tell(session, meeting.case, event, caller.person, told)


def _changed(session: Session, meeting: TeamMeeting) -> None:
    meeting.version += 1
    meeting.changed_at = clock.now()
    touch(meeting.case)
    session.flush()
