"""Requests, and who could be asked for them."""

from typing import Any

from sqlalchemy import select

from services.volunteers.api.blueprint import routes
from services.volunteers.api.language import reader_language
from services.volunteers.model import Request
from services.volunteers.policies import requests as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.candidates import shortlist
from services.volunteers.schemas import requests as schemas
from services.volunteers.schemas.candidates import CandidatesAnswer
from services.volunteers.views import candidates as candidates_views
from services.volunteers.views import chains as chain_views
from services.volunteers.views import requests as views
from shared.search import matches
from shared.web.paging import newest_first, page_of
from shared.web.routes import Call


@routes.get("/requests", who=COORDINATORS, query=schemas.RequestsQuery, answer=page_of(schemas.RequestAnswer))
def list_requests(call: Call) -> dict[str, Any]:
    found = select(Request).where(Request.organisation == call.caller.organisation)
    for name in ("kind", "status", "district"):
        if call.query.get(name):
            found = found.where(getattr(Request, name) == call.query[name])
    if call.query.get("q"):
        found = found.where(*matches(call.query["q"], Request.id))
    return newest_first(call.session, found, Request.id, call.query, views.request)


@routes.get("/requests/<uuid:id>", on=policies.request, who=COORDINATORS, answer=schemas.RequestInFull)
def get_request(call: Call) -> dict[str, Any]:
    asking = chain_views.asking(call.session, call.record, reader_language(call))
    return views.request(call.record) | asking


@routes.get("/requests/<uuid:id>/candidates", on=policies.request, who=COORDINATORS, answer=CandidatesAnswer)
def list_candidates(call: Call) -> dict[str, Any]:
    return candidates_views.shortlist(shortlist(call.session, call.record), reader_language(call))
