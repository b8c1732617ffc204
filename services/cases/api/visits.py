"""Planned visits of a case, and of everybody whose work the caller may read."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from services.cases import commands, policies, visits
from services.cases.api.blueprint import routes
from services.cases.api.cases import CASE
from services.cases.model import Case, Visit
from services.cases.schemas.meetings import CancelBody
from services.cases.schemas.visits import (
    OwnVisitsQuery,
    VisitAnswer,
    VisitBody,
    VisitChangeBody,
    VisitsQuery,
)
from shared.web.moments import by_moment
from shared.web.paging import page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

VISIT = "/visits/<uuid:id>"
PAGE = page_of(VisitAnswer)
_VISIT: dict[str, Any] = {
    "on": policies.visit_of,
    "version": lambda visit: visit.version,
    "answer": VisitAnswer,
}


@routes.get(f"{CASE}/visits", on=policies.case_of, who=policies.READER, query=VisitsQuery, answer=PAGE)
def visits_of_case(call: Call) -> dict[str, Any]:
    """The last one first."""
    found = _joined().where(Visit.case_id == call.record.id, *visits.wanted(call.query))
    return _page(call, found, newest=True)


@routes.post(f"{CASE}/visits", on=policies.case_of, who=policies.TEAM, body=VisitBody, answer=VisitAnswer, status=201)
def plan_visit(call: Call) -> dict[str, Any]:
    visit = commands.plan_visit(call.session, call.caller, call.record, **call.body)
    return visits.visit_of(call.session)(visit)


@routes.get("/visits", who=SIGNED_IN, query=OwnVisitsQuery, answer=PAGE)
def all_visits(call: Call) -> dict[str, Any]:
    """Of every case that the caller may read, the soonest first."""
    found = _joined().where(policies.readable(call.caller), *visits.wanted(call.query))
    if call.query.get("mine"):
        found = found.where(policies.mine(call.caller), visits.made_by().in_(call.caller.people))
    return _page(call, found, newest=False)


@routes.get(VISIT, who=policies.of_visit(policies.READER), **_VISIT)
def visit(call: Call) -> dict[str, Any]:
    return visits.visit_of(call.session)(call.record)


@routes.patch(VISIT, who=policies.of_visit(policies.TEAM), body=VisitChangeBody, **_VISIT)
def change_visit(call: Call) -> dict[str, Any]:
    """Moved, or otherwise changed."""
    return visits.visit_of(call.session)(commands.change_visit(call.session, call.caller, call.record, **call.body))


@routes.post(f"{VISIT}/cancel", who=policies.of_visit(policies.TEAM), body=CancelBody, **_VISIT)
def cancel_visit(call: Call) -> dict[str, Any]:
    return visits.visit_of(call.session)(commands.cancel_visit(call.session, call.caller, call.record, **call.body))


def _joined() -> Select[Any]:
    return select(Visit).join(Case, Case.id == Visit.case_id).options(contains_eager(Visit.case))


def _page(call: Call, found: Select[Any], *, newest: bool) -> dict[str, Any]:
    show = visits.visit_of(call.session)
    return by_moment(
        call.session,
        found,
        visits.MOMENT,
        visits.KEY,
        call.query,
        lambda row: show(row[0]),
        lambda row: (row[0].at, str(row[0].id)),
        newest=newest,
    )
