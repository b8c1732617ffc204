"""Records as answers show them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases import teamwork
from services.cases.commands.checks import today
from services.cases.commands.progress import CARRIED_OVER
from services.cases.deadlines import deadlines_of
from services.cases.model import Case, Closure, Entry, FamilyAlias, Member, Plan, PlanVersion, SupportRequest
from services.cases.model.annulled import Annullable
from shared import clock
from shared.directory.lookup import away_now, name_of, names_in
from shared.directory.model import KnownAbsence

Shown = dict[str, Any]

ROW = ("id", "reference", "referral", "referral_reference", "organisation", "status", "urgency", "worker", "opened_on")
STATED = ("channel", "from_organisation", "basis", "reasons", "help_wanted", "narrative", "questions", "opened_at")
PROGRESS = ("signed_on", "signed_by", "outcome", "closed_on")
DAY_OF = {
    "agreement": "signed_on",
    "assessment": "done_on",
    "service": "given_on",
    "review": "held_on",
    "follow_up": "held_on",
    "carried_over": "recorded_on",
}
REQUEST = ("id", "kind", "status", "skills", "experience", "district", "languages", "times", "about")
REQUESTED = ("family_agreed_on", "requested_at", "requested_by", "volunteer", "assignment")
CLOSURE = ("outcome", "closed_on", "closed_by", "facts", "reopened_on", "reopened_by", "reopen_reason")


def row_of(session: Session, only: Case | None = None) -> Callable[[Case], Shown]:
    """A case in a list: what a coordinator may see too. `only`: the one case that is shown."""

    away = away_now(session, [only.worker] if only else None)
    name = names_in(session)

    def show(case: Case) -> Shown:
        return {
            **{name: getattr(case, name) for name in (*ROW, "next_step", "next_due_on")},
            "worker_name": name(case.worker),
            "worker_away": _away(session, away.get(case.worker) if case.worker else None),
            "overdue": case.late_at is not None and case.late_at <= clock.now(),
            "etag": f'"{case.version}"',
        }

    return show


def _away(session: Session, absence: KnownAbsence | None) -> Shown | None:
    """Null while they are there."""
    if absence is None:
        return None
    deputy = {"deputy": absence.deputy, "deputy_name": name_of(session, absence.deputy)}
    return {"until_on": absence.until_on, **deputy}


def case_of(session: Session, case: Case) -> Shown:
    """All of a case, for those who work on it."""
    return {
        **row_of(session, case)(case),
        **{name: getattr(case, name) for name in (*STATED, *PROGRESS)},
        "deadlines": deadlines_of(session, case),
        "plan_state": case.plan.state if case.plan else None,
        "family": family_of(session, case),
        "team": team_of(session, case),
        "support_requests": [_request_row(request) for request in case.support_requests],
        "agreements": _agreements(session, case),
        "carried_over": _carried_over(session, case),
        "closures": _closures(session, case),
        **teamwork.of_case(session, case),
    }


def family_of(session: Session, case: Case) -> Shown:
    alias = session.get(FamilyAlias, case.family)
    day = today(session, case)
    return {
        "id": case.family,
        "merged_into": alias.merged_into if alias else None,
        "kind": case.family_kind,
        **{name: getattr(case, name) for name in ("district", "address", "phone")},
        "members": [_member(member, None if member.born_on else member.age_on(day)) for member in case.members],
    }


def _member(member: Member, age: int | None) -> Shown:
    names = {name: getattr(member, name) for name in ("last_name", "first_name", "middle_name")}
    same = {name: getattr(member, name) for name in ("id", "role", "born_on", "left_on")}
    return {**same, **names, "names": names, "age": age}


def team_of(session: Session, case: Case) -> list[Shown]:
    away = away_now(session, [person for person, _, _ in case.team])
    return [member_of_team(session, *one, away.get(one[0])) for one in case.team]


def member_of_team(
    session: Session, person: UUID, organisation: UUID | None, role: str, away: KnownAbsence | None = None
) -> Shown:
    shown = {"person": person, "name": name_of(session, person), "organisation": organisation, "role": role}
    return {**shown, "away": _away(session, away)}


def _request_row(request: SupportRequest) -> Shown:
    shown = {name: getattr(request, name) for name in ("id", "kind", "status")}
    return {**shown, "volunteer": request.volunteer} if request.volunteer else shown


def _agreements(session: Session, case: Case) -> list[Shown]:
    """Those that were annulled too, in the order in which they were written down."""
    written = select(Entry).where(Entry.case_id == case.id, Entry.kind == "agreement").order_by(Entry.written_at)
    return [entry_of(session)(entry) for entry in session.scalars(written)]


def _carried_over(session: Session, case: Case) -> Shown | None:
    """Of a case that began before it was kept here: what had been done by then."""
    found = session.scalar(select(Entry).where(Entry.case_id == case.id, Entry.kind == CARRIED_OVER))
    return entry_of(session)(found) | {"former_reference": case.former_reference} if found else None


def _closures(session: Session, case: Case) -> list[Shown]:
    found = session.scalars(select(Closure).where(Closure.case_id == case.id).order_by(Closure.round))
    return [{name: getattr(closure, name) for name in CLOSURE} for closure in found]


def entry_of(session: Session) -> Callable[[Entry], Shown]:
    name = names_in(session)

    def show(entry: Entry) -> Shown:
        stated = {DAY_OF[entry.kind]: entry.happened_on} if entry.kind in DAY_OF else {}
        return {
            **entry.facts,
            **stated,
            "at": entry.happened_at,
            "id": entry.id,
            "author": entry.author,
            "author_name": name(entry.author),
            "written_at": entry.written_at,
            "annulled": annulled(entry),
        }

    return show


def annulled(row: Annullable) -> Shown | None:
    """Null while it counts."""
    if row.counts:
        return None
    return {"at": row.annulled_at, "by": row.annulled_by, "reason": row.annulled_reason}


def plan_of(plan: Plan | PlanVersion) -> Shown:
    return {"version": plan.number, "state": plan.state, "goals": plan.goals, "participation": plan.participation}


def plan_version_of(version: PlanVersion) -> Shown:
    saved = {name: getattr(version, name) for name in ("saved_on", "saved_at", "saved_by")}
    return {**plan_of(version), **saved}


def request_of(request: SupportRequest) -> Shown:
    shown = {name: getattr(request, name) for name in (*REQUEST, *REQUESTED)}
    return {**shown, "case": request.case_id, "introduction": _introduction(request)}


def _introduction(request: SupportRequest) -> Shown | None:
    if request.first_names is None:
        return None
    told = {name: getattr(request, name) for name in ("first_names", "contact_name", "contact_phone")}
    return {**told, "first_meeting": {"at": request.first_meeting_at, "place": request.first_meeting_place}}
