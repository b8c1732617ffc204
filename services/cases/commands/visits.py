"""Visits and other contacts that are planned, moved, cancelled, and done by the contact that says how it was."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_members, day_of, require
from services.cases.model import Case, Entry, Visit, VisitChange
from services.cases.rules import visits as rules
from services.cases.rules.states import OPEN_STATES
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Conflict


def plan_visit(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    kind: str,
    at: datetime,
    minutes: int = rules.USUAL_MINUTES,
    place: str | None = None,
    members: Sequence[UUID] = (),
    note: str | None = None,
    who: UUID | None = None,
) -> Visit:
    """`who` of the team makes it: the caller when it is not said, or for whom
    the caller stands in; `members`: whom of the household it is for."""
    require("contact", case)
    sent = {"at": at, "members": list(members), "who": who or _in_whose_place(caller, case)}
    _check(session, case, sent)
    visit = Visit(id=uuid7(), case=case, version=0, status=rules.PLANNED, kind=kind, minutes=minutes, **sent)
    visit.place, visit.note = place, note
    session.add(visit)
    _changed(visit, "planned", caller.person)
    session.flush()
    return visit


def _in_whose_place(caller: Caller, case: Case) -> UUID:
    """A deputy's visit stays in the calendar of the one who is away, and is the deputy's as long as they are."""
    if case.has_on_team(caller.person):
        return caller.person
    return next((who for who, _, role in case.team if caller.acts_for(who, role)), caller.person)


def change_visit(session: Session, caller: Caller, visit: Visit, **changes: Any) -> Visit:
    """`changes`: any of what it was planned with. One that is over or cancelled is not changed."""
    _require_planned(visit)
    changes = {name: value for name, value in changes.items() if getattr(visit, name) != value}
    _check(session, visit.case, changes)
    if changes:
        was_at = visit.at if "at" in changes else None
        for name, value in changes.items():
            setattr(visit, name, value)
        _changed(visit, "moved" if was_at else "changed", caller.person, was_at=was_at)
    session.flush()
    return visit


def cancel_visit(session: Session, caller: Caller, visit: Visit, *, reason: str) -> Visit:
    _require_planned(visit)
    _cancel(visit, caller.person, reason)
    session.flush()
    return visit


def cancel_visits(session: Session, case: Case, by: UUID) -> None:
    """The case was closed: nobody comes any more."""
    standing = select(Visit).where(Visit.case_id == case.id, Visit.status == rules.PLANNED)
    for visit in session.scalars(standing.order_by(Visit.id)):
        _cancel(visit, by, None)


def make_instead(session: Session, case: Case, person: UUID, to: UUID, by: UUID | None) -> int:
    """Another of the team makes what this one had planned to; how many visits."""
    planned = select(Visit).where(Visit.case_id == case.id, Visit.status == rules.PLANNED, Visit.who == person)
    found = session.scalars(planned.order_by(Visit.id)).all()
    for visit in found:
        visit.who = to
        _changed(visit, "changed", by)
    return len(found)


def find_visit(session: Session, found: Findings, case: Case, id: UUID | None) -> Visit | None:
    """The planned visit of this case that a contact says it was."""
    if id is None:
        return None
    visit = session.get(Visit, id)
    if visit is None or visit.case_id != case.id:
        found.add("visit", "not_found")
        return None
    if visit.status != rules.PLANNED:
        found.add("visit", f"is_{visit.status}")
    return visit


def visit_done(caller: Caller, visit: Visit, entry: Entry) -> None:
    """Also when nobody was met there: the contact says so."""
    visit.status, visit.contact = rules.DONE, entry.id
    _changed(visit, "done", caller.person)


def visit_of_annulled(session: Session, caller: Caller, case: Case, entry: Entry) -> None:
    """The contact never was, so whoever planned the visit has it before them again, unless the case was closed."""
    for visit in session.scalars(select(Visit).where(Visit.case_id == case.id, Visit.contact == entry.id)):
        visit.contact = None
        if case.status in OPEN_STATES:
            visit.status = rules.PLANNED
            _changed(visit, "reopened", caller.person)
        else:
            _cancel(visit, caller.person, None)


def _check(session: Session, case: Case, sent: dict[str, Any]) -> None:
    found = Findings()
    error = rules.error_of(sent["at"], clock.now()) if "at" in sent else None
    if error:
        found.add("at", error)
    if "who" in sent and not case.has_on_team(sent["who"]):
        found.add("who", "not_found")
    check_members(found, "members", case, sent.get("members", []), day_of(session, case, clock.now()))
    found.stop()


def _require_planned(visit: Visit) -> None:
    if visit.status != rules.PLANNED:
        raise Conflict(rules.WHY_NOT_PLANNED[visit.status], state=visit.status)


def _cancel(visit: Visit, by: UUID, reason: str | None) -> None:
    visit.status = rules.CANCELLED
    _changed(visit, "cancelled", by, reason=reason)


def _changed(visit: Visit, kind: str, by: UUID | None, **more: Any) -> None:
    visit.version += 1
    visit.changed_at = clock.now()
    change = VisitChange(number=visit.version, case_id=visit.case.id, kind=kind, at=visit.changed_at, by=by, **more)
    visit.changes.append(change)
