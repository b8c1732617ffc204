"""Concerns: reported, taken up, escalated. Nothing of it shows in the case, not even its version."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_members, today
from services.cases.commands.lengths import present_policy
from services.cases.model import Case, Concern, DeadlinePolicy
from services.cases.rules import concerns as rules
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CONCERN_ACKNOWLEDGED, CONCERN_ESCALATED, CONCERN_RAISED
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Conflict

BATCH = 200


def report_concern(
    session: Session, caller: Caller, case: Case, *, severity: str, text: str, members: Sequence[UUID] = ()
) -> Concern:
    """By someone of the team; `members`: whom of the household it is about."""
    day = today(session, case)
    if not rules.may_be_reported(case.closed_on, day):
        raise Conflict("The case was closed more than 30 days ago.", state=case.status)
    found = Findings()
    check_members(found, "members", case, members, day)
    found.stop()
    policy = present_policy(session)
    concern = _concern(policy, uuid7(), case, severity, text, caller.person, clock.now(), members=list(members))
    return _raise(session, concern)


def take_concern(session: Session, case: Case, data: dict[str, Any], at: datetime) -> Concern:
    """From a volunteer or contact family. It is never refused: whatever became of the case, somebody must read it."""
    told = (data["concern"], case, data["severity"], data.get("text"), data["person"], at)
    return _raise(session, _concern(present_policy(session), *told, assignment=data["assignment"]))


def _concern(
    policy: DeadlinePolicy,
    id: UUID,
    case: Case,
    severity: str,
    text: str | None,
    reported_by: UUID,
    at: datetime,
    **more: Any,
) -> Concern:
    due = rules.acknowledge_by(severity, at, policy.lengths)
    return Concern(
        id=id,
        case=case,
        organisation=case.organisation,
        severity=severity,
        text=text,
        reported_by=reported_by,
        raised_at=at,
        acknowledge_by=due,
        escalate_at=due,
        escalations=0,
        policy=policy,
        **{"members": [], **more},
    )


def _raise(session: Session, concern: Concern) -> Concern:
    session.add(concern)
    session.flush()
    _tell(session, concern, CONCERN_RAISED, concern.reported_by, at=concern.raised_at, text=concern.text)
    return concern


def acknowledge(session: Session, caller: Caller, concern: Concern, *, note: str | None = None) -> Concern:
    if concern.acknowledged_at:
        raise Conflict("Somebody has taken it up already.", state=concern.status)
    concern.acknowledged_at, concern.acknowledged_by, concern.note = clock.now(), caller.person, note
    session.flush()
    _tell(session, concern, CONCERN_ACKNOWLEDGED, caller.person, at=concern.acknowledged_at)
    return concern


def escalate_due(session: Session) -> int:
    """Say of each that nobody took up in time that it waits; one that is being taken up is left alone."""
    now = clock.now()
    waiting = select(Concern).where(Concern.acknowledged_at.is_(None), Concern.escalate_at <= now)
    found = waiting.order_by(Concern.escalate_at).limit(BATCH).with_for_update(skip_locked=True)
    rows = session.scalars(found).all()
    for concern in rows:
        concern.escalations, concern.escalated_at = concern.escalations + 1, now
        concern.escalate_at = rules.next_escalation(concern.escalate_at, now, concern.policy.lengths)
        _tell(session, concern, CONCERN_ESCALATED, None, at=now, times=concern.escalations)
    return len(rows)


def _tell(session: Session, concern: Concern, event: EventType, by: UUID | None, *, at: datetime, **fact: Any) -> None:
    same = {name: getattr(concern, name) for name in ("organisation", "severity", "status", "acknowledge_by")}
    reported = {"reported_by": concern.reported_by, "reported_at": concern.raised_at}
    named = {"concern": concern.id, "case": concern.case_id, "reference": concern.case.reference}
    publish(session, event, concern.case_id, {**named, **same, **reported, "at": at, "by": by, **fact})
