"""Deadlines that near and pass, each said exactly once for each start; concerns that nobody took up in time; how
often teams meet; figures that are due to analysts."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from services.cases.commands.concerns import escalate_due
from services.cases.commands.release import release_due
from services.cases.commands.watching import follow_policy_of_meetings
from services.cases.model import Case, Deadline, DeadlinePolicy
from services.cases.rules.lengths import NEAR, PASSED
from shared import clock, throttles
from shared.contracts.cases import DEADLINE_NEAR, DEADLINE_PASSED
from shared.documents.timers import TIMERS as OF_DOCUMENTS
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish
from shared.service import Timer

BATCH = 200
EVERY = timedelta(seconds=10)
HOURLY = timedelta(hours=1)


def say_near(session: Session) -> int:
    return _say(session, DEADLINE_NEAR, Deadline.nears_at, Deadline.near_said_at)


def say_passed(session: Session) -> int:
    """A deadline that was never near (typed in late) is near first: each start has both, in this order."""
    return _say(session, DEADLINE_PASSED, Deadline.passes_at, Deadline.passed_said_at)


def _say(
    session: Session, event: EventType, due_at: InstrumentedAttribute[Any], said_at: InstrumentedAttribute[Any]
) -> int:
    """The case's row is locked, as by every command on it; one that a command holds is left for the next time."""
    waiting = (Deadline.running, Deadline.met_on.is_(None), said_at.is_(None), due_at <= clock.now())
    found = (
        select(Deadline, Case)
        .join(Case, Case.id == Deadline.case_id)
        .where(*waiting)
        .order_by(due_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    rows = session.execute(found).all()
    for deadline, case in rows:
        publish(session, event, case.id, _reminder(deadline, case) | {"warned": _warned(session, event, deadline)})
        setattr(deadline, said_at.key, clock.now())
    return len(rows)


def _reminder(deadline: Deadline, case: Case) -> dict[str, Any]:
    of_case = {name: getattr(case, name) for name in ("reference", "organisation", "worker")}
    return {"case": case.id, "kind": deadline.kind, "due_on": deadline.due_on, **of_case}


def _warned(session: Session, event: EventType, deadline: Deadline) -> list[str]:
    """Who is told, by the policy under which the deadline began."""
    told: dict[str, list[str]] = session.get_one(DeadlinePolicy, deadline.policy).warned[deadline.kind]
    return told[NEAR if event is DEADLINE_NEAR else PASSED]


TIMERS = (
    Timer("deadlines_near", EVERY, say_near),
    Timer("deadlines_passed", EVERY, say_passed),
    Timer("concerns_escalated", EVERY, escalate_due),
    Timer("figures_released", HOURLY, release_due),
    Timer("sweep", HOURLY, throttles.sweep),
    Timer("meetings_watched", timedelta(minutes=5), follow_policy_of_meetings),
    *OF_DOCUMENTS,
)
