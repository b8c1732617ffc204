"""Contacts, notes and services: what was done with a family, and taking back what was written by mistake."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import (
    Findings,
    check_day,
    check_members,
    check_moment,
    day_of,
    plain,
    require,
    today,
)
from services.cases.commands.progress import NOT_REACHED, former_of, move, refresh
from services.cases.commands.telling import tell
from services.cases.commands.visits import find_visit, visit_done, visit_of_annulled
from services.cases.model import Case, Entry
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_CONTACTED, CASE_ENTRY_ANNULLED, CASE_SERVICE_GIVEN
from shared.ids import uuid7

PSYCHOLOGICAL = "psychological"


def write(
    session: Session,
    caller: Caller,
    case: Case,
    kind: str,
    happened_on: date,
    facts: dict[str, Any],
    happened_at: datetime | None = None,
) -> Entry:
    """Append an entry; the caller refreshes the case and tells of it."""
    entry = Entry(
        id=uuid7(),
        case_id=case.id,
        round=case.round,
        kind=kind,
        happened_on=happened_on,
        happened_at=happened_at,
        facts=plain(facts),
        author=caller.person,
        written_at=clock.now(),
    )
    session.add(entry)
    session.flush()
    return entry


def record_contact(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    kind: str,
    at: datetime,
    members: list[UUID],
    minutes: int | None = None,
    note: str | None = None,
    visit: UUID | None = None,
) -> Entry:
    """`not_reached` is no contact with the family: it may name nobody, and meets no deadline. `visit`: the planned one
    that it was."""
    require("contact", case)
    day, present = day_of(session, case, at), today(session, case)
    found = Findings()
    check_moment(found, "at", at)
    check_day(found, "at", min(day, present), present, {})
    check_members(found, "members", case, members, day)
    if not members and kind != NOT_REACHED:
        found.add("members", "required")
    planned = find_visit(session, found, case, visit)
    found.stop()
    facts = {"kind": kind, "members": members, "minutes": minutes, "note": note, "visit": visit}
    entry = write(session, caller, case, "contact", day, facts, at)
    if planned:
        visit_done(caller, planned, entry)
    refresh(session, case)
    told = {"entry": entry.id, "kind": kind, "held_on": day}
    tell(session, case, CASE_CONTACTED, caller.person, told, fact_on=day, concerned=members)
    return entry


def write_note(session: Session, caller: Caller, case: Case, *, text: str) -> Entry:
    """Nobody outside this service learns of a note."""
    require("note", case)
    return write(session, caller, case, "note", today(session, case), {"text": text})


def record_service(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    kind: str,
    given_on: date,
    members: list[UUID],
    speciality: str | None = None,
    method: str | None = None,
    provider: str | None = None,
    note: str | None = None,
) -> Entry:
    """A psychological service names its method (practice). The first after the plan begins the support by it."""
    require("service", case)
    found = Findings()
    check_day(found, "given_on", given_on, today(session, case), {})
    check_members(found, "members", case, members, given_on)
    if kind == PSYCHOLOGICAL and not method:
        found.add("method", "required")
    found.stop()
    facts = {"kind": kind, "speciality": speciality, "method": method, "members": members}
    entry = write(session, caller, case, "service", given_on, {**facts, "provider": provider, "note": note})
    if not _before_the_plan(session, case, given_on):
        move(case, "service")
    refresh(session, case)
    told = {"entry": entry.id, "kind": kind, "speciality": speciality, "given_on": given_on}
    tell(session, case, CASE_SERVICE_GIVEN, caller.person, told, fact_on=given_on, concerned=members)
    return entry


def _before_the_plan(session: Session, case: Case, day: date) -> bool:
    """A plan states no day of its own; what was given before the assessment on which it was made came before it."""
    first = first_assessment(session, case)
    return first is not None and day < first


def first_assessment(session: Session, case: Case) -> date | None:
    """Also one on paper, of the time before the case was kept here."""
    counting = (Entry.case_id == case.id, Entry.kind == "assessment", Entry.annulled_at.is_(None))
    first = session.scalar(select(func.min(Entry.happened_on)).where(*counting))
    days = [first, *former_of(session, case, ever=True).days("assessment")]
    return min((day for day in days if day), default=None)


def annul(session: Session, caller: Caller, case: Case, entry: Entry, *, reason: str) -> Entry:
    """It never counted: a deadline that it alone met is unmet again. The state of the case never goes backwards."""
    take_back(session, caller, case, entry, reason)
    visit_of_annulled(session, caller, case, entry)
    return entry


def take_back(session: Session, caller: Caller, case: Case, entry: Entry, reason: str) -> None:
    """Annul an entry, and tell those who counted it."""
    annulling.mark(caller, entry, reason)
    session.flush()
    refresh(session, case)
    told = {"entry": entry.id, "kind": entry.kind}
    tell(session, case, CASE_ENTRY_ANNULLED, caller.person, told, fact_on=entry.happened_on)
