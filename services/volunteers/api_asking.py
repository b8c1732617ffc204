"""The JSON API of asking in order, and of matching all open requests at once."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers import asking_schemas as schemas
from services.volunteers import chain_views, commands, run_views
from services.volunteers.language import reader_language
from services.volunteers.policies import COORDINATORS, coordinates
from services.volunteers.tables import Chain, MatchingRun
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)
routes.name = "volunteers-asking"


def _chain(session: Session, caller: Caller, lock: bool, id: UUID) -> Chain:
    found = session.get(Chain, id)
    if found is None or not coordinates(caller, found.request.organisation):
        raise NotFound
    return found


@routes.post("/chains/<uuid:id>/stop", on=_chain, who=COORDINATORS, body=Body, answer=schemas.ChainAnswer)
def stop_chain(call: Call) -> dict[str, Any]:
    return chain_views.chain(commands.stop_chain(call.session, call.record), reader_language(call))


# --- matching runs ----------------------------------------------------------------------------------------------------


def _run(session: Session, caller: Caller, lock: bool, id: UUID) -> MatchingRun:
    found = session.get(MatchingRun, id)
    if found is None or not coordinates(caller, found.organisation):
        raise NotFound
    return found


@routes.post("/matching-runs", who=COORDINATORS, body=Body, answer=schemas.RunAnswer, status=201)
def run_matching(call: Call) -> dict[str, Any]:
    found = commands.run_matching(call.session, call.caller)
    return run_views.in_full(call.session, found, reader_language(call))


@routes.get("/matching-runs", who=COORDINATORS, query=PageQuery, answer=page_of(schemas.RunRow))
def matching_runs(call: Call) -> dict[str, Any]:
    own = select(MatchingRun).where(MatchingRun.organisation == call.caller.organisation)
    return newest_first(call.session, own, MatchingRun.id, call.query, run_views.row)


@routes.get("/matching-runs/<uuid:id>", on=_run, who=COORDINATORS, answer=schemas.RunAnswer)
def matching_run(call: Call) -> dict[str, Any]:
    return run_views.in_full(call.session, call.record, reader_language(call))


@routes.post(
    "/matching-runs/<uuid:id>/proposals",
    on=_run,
    who=COORDINATORS,
    body=schemas.ProposeLinesBody,
    answer=schemas.OutcomesAnswer,
)
def propose_lines(call: Call) -> dict[str, Any]:
    found = commands.propose_lines(call.session, call.caller, call.record, **call.body)
    return run_views.outcomes(found, reader_language(call))
