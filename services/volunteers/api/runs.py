"""Matching of all open requests at once."""

from typing import Any

from sqlalchemy import select

from services.volunteers import commands
from services.volunteers.api.blueprint import asking_routes as routes
from services.volunteers.api.language import reader_language
from services.volunteers.model import MatchingRun
from services.volunteers.policies import runs as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.schemas import runs as schemas
from services.volunteers.views import runs as views
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call


@routes.post("/matching-runs", who=COORDINATORS, body=Body, answer=schemas.RunAnswer, status=201)
def run_matching(call: Call) -> dict[str, Any]:
    found = commands.run_matching(call.session, call.caller)
    return views.in_full(call.session, found, reader_language(call))


@routes.get("/matching-runs", who=COORDINATORS, query=PageQuery, answer=page_of(schemas.RunRow))
def matching_runs(call: Call) -> dict[str, Any]:
    own = select(MatchingRun).where(MatchingRun.organisation == call.caller.organisation)
    return newest_first(call.session, own, MatchingRun.id, call.query, views.row)


@routes.get("/matching-runs/<uuid:id>", on=policies.run, who=COORDINATORS, answer=schemas.RunAnswer)
def matching_run(call: Call) -> dict[str, Any]:
    return views.in_full(call.session, call.record, reader_language(call))


@routes.post(
    "/matching-runs/<uuid:id>/proposals",
    on=policies.run,
    who=COORDINATORS,
    body=schemas.ProposeLinesBody,
    answer=schemas.OutcomesAnswer,
)
def propose_lines(call: Call) -> dict[str, Any]:
    found = commands.propose_lines(call.session, call.caller, call.record, **call.body)
    return views.outcomes(found, reader_language(call))
