"""Planned visits: who makes them, which are late, and how answers show them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, case, cast, exists, func, or_
from sqlalchemy.orm import Session

from services.cases.model import Case, TeamMember, Visit
from services.cases.rules import visits as rules
from shared import clock
from shared.directory.lookup import names_in

SHOWN = ("id", "kind", "status", "at", "minutes", "place", "members", "note", "contact")

MOMENT: ColumnElement[Any] = Visit.at.expression
KEY: ColumnElement[str] = cast(Visit.id, Text)


def made_by() -> ColumnElement[UUID]:
    """Who makes a visit, in a query that joins its case: where whose it was left the team, it is the worker's."""
    on_team = exists().where(TeamMember.case_id == Visit.case_id, TeamMember.person == Visit.who)
    return case((or_(Visit.who == Case.worker, on_team), Visit.who), else_=Case.worker)


def is_overdue() -> ColumnElement[bool]:
    """As `rules.visits` says it."""
    ends_at = Visit.at + func.make_interval(0, 0, 0, 0, 0, Visit.minutes)
    return and_(Visit.status == rules.PLANNED, ends_at <= clock.now())


def wanted(query: dict[str, Any]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    found += [Visit.status == query["status"]] if "status" in query else []
    found += [is_overdue() if query["overdue"] else ~is_overdue()] if "overdue" in query else []
    return found


def visit_of(session: Session) -> Callable[[Visit], dict[str, Any]]:
    name = names_in(session)

    def show(visit: Visit) -> dict[str, Any]:
        shown = {name: getattr(visit, name) for name in SHOWN}
        who = visit.who if visit.case.has_on_team(visit.who) else visit.case.worker
        overdue = rules.is_overdue(visit.status, visit.at, visit.minutes, clock.now())
        named = {"who": who, "who_name": name(who), "etag": f'"{visit.version}"'}
        return {**shown, **named, "case": visit.case_id, "reference": visit.case.reference, "overdue": overdue}

    return show
