"""Sessions of a group: planned, held with who came, cancelled. Whoever came has had a service that day."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import Findings, check_day, check_once
from services.cases.commands.progress import move, refresh
from services.cases.commands.telling import tell
from services.cases.model import Attendance, Case, Enrolment, ProgrammeGroup, ProgrammeSession
from services.cases.rules.states import allowed
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_ENTRY_ANNULLED, CASE_SESSION_ATTENDED
from shared.directory.lookup import time_zone_of, today_at
from shared.ids import uuid7
from shared.problems import Conflict
from shared.words import N_

Parts = Sequence[dict[str, Any]]

WHY_NOT_PLANNED = {
    "held": N_("The session was held already."),
    "cancelled": N_("The session was called off. Plan another one."),
    "annulled": N_("The session was noted by mistake and does not count. Plan another one."),
}


def plan_session(
    session: Session, caller: Caller, group: ProgrammeGroup, *, planned_at: datetime, topic: str | None = None
) -> ProgrammeSession:
    """Within the time of the group; one that is noted afterwards may lie in the past."""
    day = planned_at.astimezone(ZoneInfo(time_zone_of(session, group.organisation))).date()
    found = Findings()
    _check_within(found, "planned_at", day, group)
    found.stop()
    planned = ProgrammeSession(id=uuid7(), version=0, group=group, programme=group.programme_id, status="planned")
    planned.organisation, planned.planned_by = group.organisation, caller.person
    planned.planned_at, planned.topic = planned_at, topic
    session.add(planned)
    _changed(session, planned)
    return planned


def _check_within(found: Findings, path: str, day: date, group: ProgrammeGroup) -> None:
    if day < group.starts_on:
        found.add(path, "before_start")
    if group.ends_on and day > group.ends_on:
        found.add(path, "after_end")


def cancel_session(session: Session, caller: Caller, planned: ProgrammeSession, *, reason: str) -> ProgrammeSession:
    if planned.status != "planned":
        raise Conflict(WHY_NOT_PLANNED[planned.status], state=planned.status)
    planned.status, planned.cancelled_reason = "cancelled", reason
    planned.cancelled_at, planned.cancelled_by = clock.now(), caller.person
    _changed(session, planned)
    return planned


def record_attendance(
    session: Session, caller: Caller, of: ProgrammeSession, *, held_on: date, attendance: Parts
) -> ProgrammeSession:
    """Who came and who did not, of those enrolled on that day; the rest may follow later. Of each it is said once: a
    mistake is annulled and noted anew."""
    if of.status not in ("planned", "held"):
        raise Conflict(WHY_NOT_PLANNED[of.status], state=of.status)
    enrolments = _enrolments(session, of, [one["enrolment"] for one in attendance])
    found = Findings()
    _check_held(found, session, of, held_on)
    _check_attendance(found, _noted(session, of), enrolments, attendance, held_on)
    found.stop()
    of.status, of.held_on = "held", held_on
    _changed(session, of)
    for one in attendance:
        _write(session, caller, of, enrolments[one["enrolment"]], one)
    return of


def _enrolments(session: Session, of: ProgrammeSession, ids: Sequence[UUID]) -> dict[UUID, Enrolment]:
    """Their cases are locked first, in an order that is everyone's."""
    wanted = select(Enrolment.case_id).where(Enrolment.group_id == of.group_id, Enrolment.id.in_(ids))
    list(session.scalars(select(Case).where(Case.id.in_(wanted)).order_by(Case.id).with_for_update()))
    theirs = select(Enrolment).where(Enrolment.group_id == of.group_id, Enrolment.id.in_(ids))
    return {one.id: one for one in session.scalars(theirs)}


def _noted(session: Session, of: ProgrammeSession) -> set[UUID]:
    """Enrolments of which was said already whether they came."""
    counting = (Attendance.session_id == of.id, Attendance.annulled_at.is_(None))
    return set(session.scalars(select(Attendance.enrolment_id).where(*counting)))


def _check_held(found: Findings, session: Session, of: ProgrammeSession, held_on: date) -> None:
    check_day(found, "held_on", held_on, today_at(session, of.organisation), {})
    _check_within(found, "held_on", held_on, of.group)
    if of.held_on and held_on != of.held_on:
        found.add("held_on", "conflicting")


def _check_attendance(
    found: Findings, noted: set[UUID], enrolments: dict[UUID, Enrolment], attendance: Parts, held_on: date
) -> None:
    check_once(found, "attendance", [one["enrolment"] for one in attendance])
    for index, one in enumerate(attendance):
        path, enrolment = f"attendance.{index}", enrolments.get(one["enrolment"])
        if enrolment is None:
            found.add(f"{path}.enrolment", "not_found")
        elif not enrolment.stood_on(held_on):
            found.add(f"{path}.enrolment", "not_enrolled")
        elif enrolment.id in noted:
            found.add(f"{path}.enrolment", "noted_before")
        if one["attended"] == bool(one.get("reason")):
            found.add(f"{path}.reason", "conflicting" if one["attended"] else "required")


def _write(session: Session, caller: Caller, of: ProgrammeSession, enrolment: Enrolment, said: dict[str, Any]) -> None:
    row = Attendance(id=uuid7(), session=of, enrolment=enrolment, case=enrolment.case, member=enrolment.member)
    row.attended, row.reason = said["attended"], said.get("reason")
    row.recorded_at, row.recorded_by = clock.now(), caller.person
    session.add(row)
    session.flush()
    if row.attended:
        _count(session, caller, of, row)


def _count(session: Session, caller: Caller, of: ProgrammeSession, row: Attendance) -> None:
    """As any service: the first after the plan begins the support by it."""
    case = row.case
    if allowed("service", case.status):
        move(case, "service")
        refresh(session, case)
    told = {"entry": row.id, "session": of.id, "programme": of.programme, "held_on": of.held_on}
    tell(session, case, CASE_SESSION_ATTENDED, caller.person, told, fact_on=of.held_on, concerned=[row.member])


def annul_attendance(session: Session, caller: Caller, row: Attendance, *, reason: str) -> Attendance:
    annulling.mark(caller, row, reason)
    _changed(session, row.session)
    if row.attended:
        told = {"entry": row.id, "kind": "attendance"}
        tell(session, row.case, CASE_ENTRY_ANNULLED, caller.person, told, fact_on=row.session.held_on)
    return row


def annul_session(session: Session, caller: Caller, of: ProgrammeSession, *, reason: str) -> ProgrammeSession:
    """It was never held so: nobody came to it. One that was only planned is cancelled instead."""
    if of.status not in ("held", "annulled"):
        raise Conflict("A session that was not held is cancelled.", state=of.status)
    annulling.mark(caller, of, reason)
    of.status = "annulled"
    _changed(session, of)
    counting = (Attendance.session_id == of.id, Attendance.annulled_at.is_(None))
    cases = select(Attendance.case_id).where(*counting)
    list(session.scalars(select(Case).where(Case.id.in_(cases)).order_by(Case.id).with_for_update()))
    for row in session.scalars(select(Attendance).where(*counting).order_by(Attendance.id)):
        annul_attendance(session, caller, row, reason=reason)
    return of


def _changed(session: Session, of: ProgrammeSession) -> None:
    of.version += 1
    of.changed_at = clock.now()
    session.flush()
