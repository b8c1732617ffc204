"""Who still has nobody: requests by how long they wait, and one of them with everybody who could be asked."""

from typing import Any

from flask import Response
from sqlalchemy import Text as SqlText
from sqlalchemy import cast

from services.volunteers.codes import CHAIN_STATES, SKIP_REASONS
from services.volunteers.model import Request
from services.volunteers.pages.matching.blueprint import pages
from services.volunteers.pages.matching.candidates import RankedQuery, candidates_of, left_out_of
from services.volunteers.pages.wording import needed_rows, text_of
from services.volunteers.policies import requests as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.queries.candidates import shortlist
from services.volunteers.queries.districts import district_names
from services.volunteers.queries.supply import LOOKED_FOR
from services.volunteers.queries.waiting import STATES, asked_for, requests_of
from services.volunteers.views import chains as chain_views
from services.volunteers.views import requests as views
from shared import clock
from shared.codes import VOLUNTEER_KINDS
from shared.directory.lookup import name_of
from shared.web.fields import Code
from shared.web.moments import MomentQuery, by_moment
from shared.web.pages import dates, show
from shared.web.pages.reader import this_reader
from shared.web.paging import newest_first
from shared.web.routes import Call


class RequestsQuery(MomentQuery):
    """Which of them, and of whom."""

    show = Code(tuple(STATES), load_default="waiting")
    kind = Code(VOLUNTEER_KINDS)


@pages.page("/requests", who=COORDINATORS, query=RequestsQuery)
def who_has_nobody(call: Call) -> Response:
    page = _page(call)
    ids = [one["id"] for one in page["items"]]
    return show(
        "matching/requests.html",
        page=page,
        chosen=call.query["show"],
        kind=call.query.get("kind"),
        kinds=[(code, text_of(code, VOLUNTEER_KINDS)) for code in VOLUNTEER_KINDS],
        districts=district_names(call.session, {one["district"] for one in page["items"]}),
        asked=asked_for(call.session, ids),
    )


def _page(call: Call) -> dict[str, Any]:
    """Who waits longest comes first; of what is found or over the newest."""
    found = requests_of(call.caller.organisation, call.query["show"]) if call.caller.organisation else None
    if found is None:
        return {"items": [], "next": None}
    if "kind" in call.query:
        found = found.where(Request.kind == call.query["kind"])
    if call.query["show"] != "waiting":
        return newest_first(call.session, found, Request.id, call.query, _row)
    return by_moment(
        call.session,
        found,
        Request.requested_at,  # type: ignore[arg-type]
        cast(Request.id, SqlText),
        call.query,
        lambda row: _row(row[0]),
        lambda row: (row[0].requested_at, str(row[0].id)),
        newest=False,
    )


def _row(request: Request) -> dict[str, Any]:
    return views.request(request) | {"waits": dates.span(clock.now() - request.requested_at)}


@pages.page("/requests/<uuid:id>", on=policies.request, who=COORDINATORS, query=RankedQuery)
def one_request(call: Call) -> Response:
    row, language = call.record, this_reader().language
    found = shortlist(call.session, row) if row.status in LOOKED_FOR else None
    district = district_names(call.session, [row.district])[row.district]
    asking = chain_views.asking(call.session, row, language)
    return show(
        "matching/request.html",
        request_=_row(row),
        rows=needed_rows(views.request(row), district),
        worker=name_of(call.session, row.worker),
        candidates=candidates_of(call, found) if found else None,
        left_out=left_out_of(found) if found else [],
        asked=asking["asked"],
        chains=[_chain(one) for one in asking["chains"]],
    )


def _chain(one: dict[str, Any]) -> dict[str, Any]:
    passed = [step for step in one["steps"] if step["status"] == "skipped"]
    for step in passed:
        step["why"] = text_of(step["reason"], SKIP_REASONS)
    return one | {"state": text_of(one["status"], CHAIN_STATES), "passed": passed}
