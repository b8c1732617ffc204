"""The parts of a timeline: one query for each table that keeps something of a case, each by that table's index on the
case. Whatever else a case is to remember is one more of `PARTS`.

Concerns are no part of it: nothing of them shows in the case.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, Text, case, cast, func, literal
from sqlalchemy.dialects.postgresql import JSONB

from services.cases.codes import TIMELINE_KINDS, WRITTEN_KINDS
from services.cases.model import (
    Case,
    Closure,
    Deadline,
    Entry,
    PlanVersion,
    RequestChange,
    SupportRequest,
    TeamChange,
    Visit,
    VisitChange,
)
from services.cases.rules.carried_over import DAYS
from services.cases.timeline.columns import EXCERPT, Part, day_of, facts, instant, numbered, row
from services.cases.timeline.documents import documents
from services.cases.timeline.teamwork import TEAMWORK

_SHORT = ("kind", "tool", "speciality", "method", "minutes", "holds", "visit", "request", "members", *DAYS)


def opened(id: UUID, zone: str) -> Select[Any]:
    said = facts(urgency=Case.urgency, referral=Case.referral)
    at = {"happened_at": Case.opened_at, "by": Case.opened_by}
    return row("opened", Case.id, Case.opened_on, Case.opened_at, said, **at).where(Case.id == id)


def entries(id: UUID, zone: str) -> Select[Any]:
    """Annulled ones too, with who took them back, when and why."""
    words = func.coalesce(*(Entry.facts[name].astext for name in ("text", "summary", "note")))
    said = facts(**{name: Entry.facts[name] for name in _SHORT}, text=func.left(words, EXCERPT))
    taken_back = {name: getattr(Entry, name) for name in ("annulled_at", "annulled_by", "annulled_reason")}
    found = row(
        Entry.kind, Entry.id, Entry.happened_on, Entry.written_at, said,
        happened_at=Entry.happened_at, by=Entry.author, **taken_back,
    )  # fmt: skip
    return found.where(Entry.case_id == id)


def plans(id: UUID, zone: str) -> Select[Any]:
    said = facts(version=PlanVersion.number, state=PlanVersion.state, goals=func.jsonb_array_length(PlanVersion.goals))
    version = numbered(PlanVersion.case_id, PlanVersion.number)
    found = row("plan", version, PlanVersion.saved_on, PlanVersion.saved_at, said, by=PlanVersion.saved_by)
    return found.where(PlanVersion.case_id == id)


def closures(id: UUID, zone: str) -> Select[Any]:
    said = facts(outcome=Closure.outcome, text=func.left(Closure.facts["reason"].astext, EXCERPT))
    found = row("closed", Closure.id, Closure.closed_on, Closure.closed_at, said, by=Closure.closed_by)
    return found.where(Closure.case_id == id)


def reopenings(id: UUID, zone: str) -> Select[Any]:
    said = facts(status=Closure.last_status, text=func.left(Closure.reopen_reason, EXCERPT))
    found = row("reopened", Closure.id, Closure.reopened_on, Closure.reopened_at, said, by=Closure.reopened_by)
    return found.where(Closure.case_id == id, Closure.reopened_at.is_not(None))


def team_changes(id: UUID, zone: str) -> Select[Any]:
    another = TeamChange.worker.is_distinct_from(TeamChange.previous_worker)
    said = facts(
        worker=TeamChange.worker, previous_worker=TeamChange.previous_worker,
        joined=func.to_jsonb(TeamChange.joined), left=func.to_jsonb(TeamChange.went),
    )  # fmt: skip
    kind = case((another, literal("worker")), else_=literal("team"))
    at = {"happened_at": TeamChange.at, "by": TeamChange.by}
    found = row(kind, TeamChange.id, day_of(TeamChange.at, zone), TeamChange.at, said, **at)
    return found.where(TeamChange.case_id == id)


def deadlines_passed(id: UUID, zone: str) -> Select[Any]:
    """On the day that was the last; said soon after its end, or as soon as it was known."""
    said = facts(kind=Deadline.kind, starts_on=Deadline.starts_on, met_on=Deadline.met_on)
    start = (cast(part, Text) for part in (Deadline.kind, Deadline.round, Deadline.starts_on))
    name = func.concat_ws("/", cast(Deadline.case_id, Text), *start)
    found = row("deadline_passed", name, Deadline.due_on, Deadline.passed_said_at, said, happened_at=Deadline.passes_at)
    return found.where(Deadline.case_id == id, Deadline.passed_said_at.is_not(None))


def requests(id: UUID, zone: str) -> Select[Any]:
    at = SupportRequest.requested_at
    said = facts(kind=SupportRequest.kind, text=func.left(SupportRequest.about, EXCERPT))
    found = row("support_requested", SupportRequest.id, day_of(at, zone), at, said, by=SupportRequest.requested_by)
    return found.where(SupportRequest.case_id == id)


def request_changes(id: UUID, zone: str) -> Select[Any]:
    """Found, ended or withdrawn; who was asked in between is the volunteers' own. An introduction is an entry."""
    at = RequestChange.at
    kind = literal("support_") + RequestChange.status
    said = facts(request=RequestChange.request)
    found = row(kind, RequestChange.id, day_of(at, zone), at, said, happened_at=at, by=RequestChange.by)
    told = RequestChange.status.in_(("matched", "ended", "withdrawn"))
    return found.where(RequestChange.case_id == id, told)


def visits(id: UUID, zone: str) -> Select[Any]:
    """What was planned and became of it, when it was said; `at` is when the visit is now to be."""
    planned = facts(visit=Visit.id, kind=Visit.kind, at=instant(Visit.at), who=Visit.who, contact=Visit.contact)
    became = facts(was_at=instant(VisitChange.was_at), text=func.left(VisitChange.reason, EXCERPT))
    said = cast(planned, JSONB).concat(cast(became, JSONB))
    name = numbered(VisitChange.visit, VisitChange.number)
    at = VisitChange.at
    kind = literal("visit_") + VisitChange.kind
    found = row(kind, name, day_of(at, zone), at, said, happened_at=at, by=VisitChange.by)
    return found.join(Visit, Visit.id == VisitChange.visit).where(VisitChange.case_id == id)


PARTS: dict[Part, tuple[str, ...]] = {
    opened: ("opened",),
    entries: (*WRITTEN_KINDS, "introduction"),
    plans: ("plan",),
    closures: ("closed",),
    reopenings: ("reopened",),
    team_changes: ("worker", "team"),
    deadlines_passed: ("deadline_passed",),
    requests: ("support_requested",),
    request_changes: ("support_matched", "support_ended", "support_withdrawn"),
    visits: tuple(kind for kind in TIMELINE_KINDS if kind.startswith("visit_")),
    documents: ("document",),
    **TEAMWORK,
}
"""Part → kinds that it has."""
