"""Which records of a case a form is about. What was annulled never is."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.cases.model import Attendance, Case, Entry, PlanVersion, Programme, ProgrammeSession
from shared.problems import NotFound

LIVING_CONDITIONS = "living_conditions"


def agreement(session: Session, case: Case) -> Entry | None:
    """The one of the present round that stands."""
    return _last(session, _standing(case, "agreement").where(Entry.round == case.round))


def living_conditions(session: Session, case: Case, asked: UUID | None) -> Entry | None:
    made = _standing(case, "assessment").where(Entry.facts["tool"].astext == LIVING_CONDITIONS)
    return _asked(session, made, asked)


def review(session: Session, case: Case, asked: UUID | None) -> Entry | None:
    return _asked(session, _standing(case, "review"), asked)


def review_before(session: Session, case: Case, one: Entry) -> Entry | None:
    return _last(session, _standing(case, "review").where(Entry.happened_on < one.happened_on))


def plan_version(session: Session, case: Case, asked: int | None) -> PlanVersion | None:
    """The present one by default. Raises NotFound for a version that there never was."""
    number = asked or (case.plan.number if case.plan else 0)
    found = session.get(PlanVersion, (case.id, number)) if number else None
    if asked and found is None:
        raise NotFound
    return found


def plan_by(session: Session, case: Case, day: date) -> PlanVersion | None:
    """The plan as it was when `day` ended."""
    saved = select(PlanVersion).where(PlanVersion.case_id == case.id, PlanVersion.saved_on <= day)
    return session.scalar(saved.order_by(PlanVersion.number.desc()).limit(1))


def services_between(session: Session, case: Case, after: date | None, until: date) -> list[tuple[str, int]]:
    """How often help of each kind was given, `until` included."""
    given = _standing(case, "service").where(Entry.happened_on <= until)
    if after:
        given = given.where(Entry.happened_on > after)
    kind = Entry.facts["kind"].astext
    counted = given.with_only_columns(kind, func.count()).group_by(kind).order_by(kind)
    return [(code, count) for code, count in session.execute(counted)]


def sessions_between(session: Session, case: Case, after: date | None, until: date) -> list[tuple[str, int]]:
    """How many sessions of each programme somebody of the family came to."""
    came = (Attendance.case_id == case.id, Attendance.attended, Attendance.annulled_at.is_(None))
    held = (ProgrammeSession.annulled_at.is_(None), ProgrammeSession.held_on <= until)
    found: Any = (
        select(Programme.name, func.count(func.distinct(ProgrammeSession.id)))
        .join(ProgrammeSession, ProgrammeSession.programme == Programme.id)
        .join(Attendance, Attendance.session_id == ProgrammeSession.id)
        .where(*came, *held, *([ProgrammeSession.held_on > after] if after else []))
    )
    counted = found.group_by(Programme.id, Programme.name).order_by(Programme.name)
    return [(name, count) for name, count in session.execute(counted)]


def _standing(case: Case, kind: str) -> Select[Entry]:
    return select(Entry).where(Entry.case_id == case.id, Entry.kind == kind, Entry.annulled_at.is_(None))


def _asked(session: Session, entries: Select[Entry], asked: UUID | None) -> Entry | None:
    """The one that was asked for, else the last. Raises NotFound when that is none of them."""
    if asked is None:
        return _last(session, entries)
    found = session.scalar(entries.where(Entry.id == asked))
    if found is None:
        raise NotFound
    return found


def _last(session: Session, entries: Select[Entry]) -> Entry | None:
    return session.scalar(entries.order_by(Entry.happened_on.desc(), Entry.id.desc()).limit(1))
