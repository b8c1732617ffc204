"""Meetings of a case's team as callers stand to them, and how they and their decisions are shown."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.model import Case, Decision, DecisionOutcome, TeamMeeting
from services.cases.rules.states import OPEN_STATES
from services.cases.views import annulled
from shared.caller import Caller
from shared.directory.lookup import name_of
from shared.problems import NotFound
from shared.web.policy import Policy

Shown = dict[str, Any]
MEETING = ("id", "status", "planned_at", "place", "link", "agenda", "invited", "planned_by", "held_on", "came")
RECORDED = ("members", "summary", "recorded_at", "recorded_by")
CANCELLED = ("cancelled_at", "cancelled_by", "cancelled_reason")
DECISION = ("id", "text", "who", "due_on", "status")


def version(meeting: TeamMeeting) -> int:
    return meeting.version


def meeting_of(session: Session, caller: Caller, lock: bool, id: UUID) -> TeamMeeting:
    """The meeting, its case locked before it, for those who may read the case."""
    case_id = session.scalar(select(TeamMeeting.case_id).where(TeamMeeting.id == id))
    if case_id is None or not policies.reads(caller, policies.case_of(session, caller, lock, case_id)):
        raise NotFound
    return session.get_one(TeamMeeting, id)


def decision_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Decision:
    meeting = session.scalar(select(Decision.meeting_id).where(Decision.id == id))
    if meeting is None:
        raise NotFound
    meeting_of(session, caller, lock, meeting)
    return session.get_one(Decision, id)


def _annuls_meeting(caller: Caller, meeting: TeamMeeting) -> bool:
    return meeting.recorded_by == caller.person or policies.WORKER_OR_SUPERVISOR.allows(caller, meeting.case)


def _annuls_outcome(caller: Caller, decision: Decision) -> bool:
    wrote = decision.outcome is not None and decision.outcome.written_by == caller.person
    return wrote or policies.WORKER_OR_SUPERVISOR.allows(caller, decision.meeting.case)


MEETERS = policies.TEAM | policies.SUPERVISOR
READER = Policy(policies.READER.description, lambda caller, meeting: policies.READER.allows(caller, meeting.case))
ORGANISER = Policy(MEETERS.description, lambda caller, meeting: MEETERS.allows(caller, meeting.case))
SETTLER = Policy(MEETERS.description, lambda caller, decision: MEETERS.allows(caller, decision.meeting.case))
ANNULLER = Policy("who recorded it; worker; supervisor", _annuls_meeting)
OUTCOME_ANNULLER = Policy("who noted it; worker; supervisor", _annuls_outcome)


def visible(caller: Caller) -> ColumnElement[bool]:
    return TeamMeeting.case_id.in_(select(Case.id).where(policies.readable(caller)))


def not_met_since(day: date) -> ColumnElement[bool]:
    """Open cases that began before `day` and whose team has not met since."""
    met = exists().where(TeamMeeting.case_id == Case.id, TeamMeeting.status == "held", TeamMeeting.held_on >= day)
    return Case.status.in_(OPEN_STATES) & (Case.began_on < day) & ~met


def not_met_for(days: int, present: date) -> ColumnElement[bool]:
    return not_met_since(present - timedelta(days=days))


def row_of(session: Session) -> Callable[[TeamMeeting], Shown]:
    return lambda meeting: shown(session, meeting)


def shown(session: Session, meeting: TeamMeeting) -> Shown:
    return {
        **{name: getattr(meeting, name) for name in (*MEETING, *RECORDED, *CANCELLED)},
        "case": meeting.case_id,
        "reference": meeting.case.reference,
        "annulled": annulled(meeting),
        "decisions": [decision_shown(session, one) for one in meeting.decisions],
    }


def decision_row(session: Session) -> Callable[[Decision], Shown]:
    return lambda decision: decision_shown(session, decision)


def decision_shown(session: Session, decision: Decision) -> Shown:
    return {
        **{name: getattr(decision, name) for name in DECISION},
        "meeting": decision.meeting_id,
        "decided_on": decision.meeting.held_on,
        "who_name": _name(session, decision.who),
        "outcomes": [_outcome(one) for one in decision.outcomes],
    }


def _name(session: Session, who: str) -> str | None:
    """Of a person who works with the family; a member's is in the case."""
    try:
        return name_of(session, UUID(who))
    except ValueError:
        return None


def _outcome(one: DecisionOutcome) -> Shown:
    said = {name: getattr(one, name) for name in ("outcome", "happened_on", "reason", "written_at", "written_by")}
    return {**said, "annulled": annulled(one)}
