"""What of roadmap and meetings is still open, as the case itself shows it."""

from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from services.cases.commands.checks import today
from services.cases.model import Case, Decision, DecisionOutcome, Roadmap, TeamMeeting
from services.cases.rules import roadmap as rules
from shared import clock

Shown = dict[str, Any]
DECISION = ("id", "text", "who", "due_on")
MEETING = ("id", "planned_at", "place", "link")

OPEN = and_(
    exists().where(TeamMeeting.id == Decision.meeting_id, TeamMeeting.annulled_at.is_(None)),
    ~exists().where(DecisionOutcome.decision_id == Decision.id, DecisionOutcome.annulled_at.is_(None)),
)
"""Decisions that are neither done nor dropped."""


def of_case(session: Session, case: Case) -> Shown:
    roadmap = session.get(Roadmap, case.id)
    return {
        "roadmap": progress(session, roadmap) if roadmap else None,
        "next_meeting": _next_meeting(session, case),
        "open_decisions": _open_decisions(session, case),
    }


def progress(session: Session, roadmap: Roadmap) -> Shown:
    """How many stages are passed, and what comes next: `present` or `check`, null when all are passed."""
    states = roadmap.states
    index = rules.next_stage(states)
    count = {"passed": states.count(rules.PASSED), "of": len(states)}
    if index is None:
        return {**count, "next": None}
    stage, step = roadmap.stages[index], "check" if states[index] == rules.PRESENTED else "present"
    late = stage.due_on < today(session, roadmap.case)
    told = {"stage": stage.id, "position": stage.position, "title": stage.title, "due_on": stage.due_on}
    return {**count, "next": {**told, "step": step, "state": states[index], "overdue": late}}


def _next_meeting(session: Session, case: Case) -> Shown | None:
    """The next that is planned; one whose time has passed waits to be noted and is in the list of meetings."""
    ahead = (TeamMeeting.case_id == case.id, TeamMeeting.status == "planned", TeamMeeting.planned_at > clock.now())
    meeting = session.scalar(select(TeamMeeting).where(*ahead).order_by(TeamMeeting.planned_at).limit(1))
    return {name: getattr(meeting, name) for name in MEETING} if meeting else None


def _open_decisions(session: Session, case: Case) -> list[Shown]:
    """The next due first."""
    found = select(Decision).where(Decision.case_id == case.id, OPEN).order_by(Decision.due_on, Decision.id)
    return [{name: getattr(one, name) for name in DECISION} for one in session.scalars(found)]
