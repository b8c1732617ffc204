"""After each command: where the case stands, which deadlines it has, what comes next."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.cases.commands.checks import day_of
from services.cases.commands.lengths import meetings_watched_since, present_policy
from services.cases.model import Case, Deadline, DeadlinePolicy, Entry, PlanVersion, Roadmap, TeamMeeting
from services.cases.rules import deadlines as rules
from services.cases.rules import states
from services.cases.rules.carried_over import NOTHING, Former, planned_on
from services.cases.rules.next_step import next_step
from shared.deadlines.lengths import Numbers
from shared.directory.lookup import time_zone_of

NOT_REACHED = "not_reached"
CARRIED_OVER = "carried_over"


def touch(case: Case) -> None:
    """The case's ETag changes: an answer about it shows something else than before."""
    case.version += 1


def move(case: Case, command: str) -> None:
    after = states.after(command, case.status)
    if after != case.status:
        case.status = after
        touch(case)


def refresh(session: Session, case: Case) -> None:
    """Write deadlines and next step as the facts now make them; the ETag changes when either does."""
    before = _shown(case)
    held = _Held(session, case)
    due = rules.present(facts_of(session, case), held.numbers)
    _write_deadlines(session, case, due, held)
    case.next_step, case.next_due_on = next_step(case.status, case.plan.state if case.plan else None, due)
    if _shown(case) != before:
        touch(case)


def facts_of(session: Session, case: Case) -> rules.CaseFacts:
    """What counts since the case was opened or last reopened."""
    days, former = _days(session, case), former_of(session, case)
    return rules.CaseFacts(
        urgency=case.urgency,
        began_on=case.began_on,
        began_in=case.began_in,
        contacts=days["contact"] + former.days("contact"),
        signed_on=case.signed_on,
        assessments=days["assessment"] + former.days("assessment"),
        planned_on=planned_on(_planned_on(session, case), former),
        reviews=days["review"] + former.days("review"),
        meetings=_met_on(session, case),
        meets_from=_meets_from(session, case),
        closed_on=case.closed_on,
        follow_ups=days["follow_up"],
    )


def former_of(session: Session, case: Case, *, ever: bool = False) -> Former:
    """What was carried over into this case, as far as it counts. `ever`: also when it was reopened since."""
    counting = [Entry.case_id == case.id, Entry.kind == CARRIED_OVER, Entry.annulled_at.is_(None)]
    counting += [] if ever else [Entry.round == case.round]
    carried = session.scalar(select(Entry.facts).where(*counting))
    return Former.of(carried) if carried else NOTHING


def _days(session: Session, case: Case) -> dict[str, list[date]]:
    """The stated days of the entries that count, by kind."""
    counting = (Entry.case_id == case.id, Entry.round == case.round, Entry.annulled_at.is_(None))
    reached = or_(Entry.kind != "contact", Entry.facts["kind"].astext != NOT_REACHED)
    days: dict[str, list[date]] = defaultdict(list)
    for kind, day in session.execute(select(Entry.kind, Entry.happened_on).where(*counting, reached)):
        days[kind].append(day)
    return days


def _planned_on(session: Session, case: Case) -> date | None:
    valid = (PlanVersion.case_id == case.id, PlanVersion.round == case.round, PlanVersion.state == "valid")
    return session.scalar(select(func.min(PlanVersion.saved_on)).where(*valid))


def _met_on(session: Session, case: Case) -> list[date]:
    held = select(TeamMeeting.held_on).where(TeamMeeting.case_id == case.id, TeamMeeting.status == "held")
    return [day for day in session.scalars(held) if day]


def _meets_from(session: Session, case: Case) -> date | None:
    """The day since which the policy says, without a break, how often teams meet."""
    since = meetings_watched_since(session)
    return day_of(session, case, since) if since else None


class _Held:
    """The starts that a case has had, each with the policy under which it began; a new one begins under the present."""

    def __init__(self, session: Session, case: Case) -> None:
        self.session, self.case = session, case
        self.rows = {(row.kind, row.round, row.starts_on): row for row in case.all_deadlines}

    def row(self, kind: str, starts_on: date) -> Deadline:
        key = (kind, self.case.round, starts_on)
        if key not in self.rows:
            self.rows[key] = Deadline(kind=kind, round=self.case.round, starts_on=starts_on)
            self.rows[key].policy = self.present.version
            self.case.all_deadlines.append(self.rows[key])
        return self.rows[key]

    def numbers(self, kind: str, starts_on: date) -> Numbers:
        known = self.rows.get((kind, self.case.round, starts_on))
        policy = self.session.get_one(DeadlinePolicy, known.policy) if known else self.present
        return policy.lengths

    @cached_property
    def present(self) -> DeadlinePolicy:
        return present_policy(self.session)


def _write_deadlines(session: Session, case: Case, due: Sequence[rules.Due], held: _Held) -> None:
    zone = time_zone_of(session, case.organisation)
    for row in case.all_deadlines:
        row.running = False
    for one in due:
        row = held.row(one.kind, one.starts_on)
        row.running, row.due_on, row.met_on = True, one.due_on, one.met_on
        row.nears_at, row.passes_at = rules.nears_at(one, zone), rules.passes_at(one.due_on, zone)
    late = [row.passes_at for row in case.deadlines if row.met_on is None]
    stage_due_on = _stage_due_on(session, case)
    case.late_at = min([*late, *([rules.passes_at(stage_due_on, zone)] if stage_due_on else [])], default=None)


def _stage_due_on(session: Session, case: Case) -> date | None:
    """By when the next stage of its roadmap is to be passed."""
    roadmap = session.get(Roadmap, case.id) if states.allowed("roadmap", case.status) else None
    stage = roadmap.next_stage if roadmap else None
    return stage.due_on if stage else None


def _shown(case: Case) -> Any:
    running = [(row.kind, row.due_on, row.met_on) for row in case.deadlines]
    return case.next_step, case.next_due_on, running
