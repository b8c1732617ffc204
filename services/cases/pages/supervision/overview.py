"""“Where is a family waiting too long?”"""

from typing import Any

from flask import Response
from sqlalchemy import Select, select

from services.cases import views
from services.cases.model import Case
from services.cases.pages.lists import with_names
from services.cases.pages.supervision import due, without_worker
from services.cases.pages.supervision.loads import WITHOUT_PLAN, all_together, loads_of, workers_of
from services.cases.pages.supervision.room import SUPERVISES, pages
from services.cases.pages.today.rows import today, with_families
from services.cases.pages.today.waiting import open_concerns, stages_to_check
from shared.web.pages import show
from shared.web.routes import Call

FIRST = 5
"""Of each kind: the page tells where to look, the lists behind it tell all."""

WORKERS = 10


@pages.page("/overview", who=SUPERVISES)
def overview(call: Call) -> Response:
    loads = loads_of(call.session, call.caller.organisation)
    workers = workers_of(call.session, call.caller.organisation, loads)
    alone = loads.get(None)
    led = [load.families for worker, load in loads.items() if worker]
    return show(
        "supervision/overview.html",
        present=today(),
        total=all_together(loads),
        alone=alone.families if alone else 0,
        workers=workers[:WORKERS],
        more_workers=len(workers) > WORKERS,
        most=max(led, default=0),
        days=due.days_of(call),
        **_families(call),
        **_waiting(call),
    )


def _families(call: Call) -> dict[str, Any]:
    """Those without a worker and those without a plan: named by one query together."""
    unled = _rows(call, without_worker.longest_first(call).limit(FIRST))
    unplanned = _rows(call, _without_plan(call).limit(FIRST))
    named = with_names(call, unled + unplanned)
    return {"unled": named[: len(unled)], "unplanned": named[len(unled) :]}


def _without_plan(call: Call) -> Select[Case]:
    """What is past its day comes first."""
    found = select(Case).where(Case.organisation == call.caller.organisation, Case.status.in_(WITHOUT_PLAN))
    return found.order_by(Case.next_due_on, Case.id)


def _rows(call: Call, found: Select[Case]) -> list[dict[str, Any]]:
    return [views.row_of(call.session)(case) for case in call.session.scalars(found)]


def _waiting(call: Call) -> dict[str, Any]:
    concerns, stages = list(open_concerns(call))[:FIRST], list(stages_to_check(call))[:FIRST]
    return {"concerns": concerns, "stages": with_families(call, stages)}
