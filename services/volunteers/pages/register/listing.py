"""Everybody on the register, by state and kind, and whose papers end soon."""

from collections.abc import Sequence
from typing import Any

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers.model import Volunteer
from services.volunteers.pages.register.blueprint import pages
from services.volunteers.pages.wording import text_of
from services.volunteers.policies.common import COORDINATORS, register_of
from services.volunteers.queries.candidates import taken_by
from services.volunteers.queries.districts import district_names
from services.volunteers.queries.expiring import expiring
from services.volunteers.queries.readiness import Judge
from services.volunteers.views import register as views
from shared.codes import VOLUNTEER_KINDS, VOLUNTEER_STATES
from shared.directory.lookup import today_at
from shared.web.fields import Code
from shared.web.pages import show
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, YesNo, newest_first
from shared.web.routes import Call


class RegisterQuery(PageQuery):
    """Which of them; `expiring`: whose papers end within 30 days."""

    kind = Code(VOLUNTEER_KINDS)
    status = Code(VOLUNTEER_STATES)
    expiring = YesNo(load_default=False)


@pages.page("/register", who=COORDINATORS, query=RegisterQuery)
def register(call: Call) -> Response:
    page = _expiring(call) if call.query["expiring"] else _page(call)
    return show(
        "register/register.html",
        page=page,
        chosen=call.query,
        kinds=[(code, text_of(code, VOLUNTEER_KINDS)) for code in VOLUNTEER_KINDS],
        states=[(code, text_of(code, VOLUNTEER_STATES)) for code in VOLUNTEER_STATES],
        districts=district_names(call.session, {code for one in page["items"] for code in one["districts"]}),
        taken=taken_by(call.session, [one["id"] for one in page["items"]]),
    )


def _page(call: Call) -> dict[str, Any]:
    """Who has left is shown only when asked for."""
    found = select(Volunteer).where(register_of(call.caller)).options(joinedload(Volunteer.known))
    if "kind" in call.query:
        found = found.where(Volunteer.kind == call.query["kind"])
    wanted = call.query.get("status")
    found = found.where(Volunteer.status == wanted if wanted else Volunteer.status != "left")
    judge = Judge(call.session)
    return newest_first(call.session, found, Volunteer.id, call.query, lambda row: shown(judge, row))


def _expiring(call: Call) -> dict[str, Any]:
    if call.caller.organisation is None:
        return {"items": [], "next": None}
    today, judge = today_at(call.session, call.caller.organisation), Judge(call.session)
    found = expiring(call.session, call.caller.organisation, today)
    items = [shown(judge, one.volunteer) | {"day": one.day} for one in found]
    return {"items": items, "next": None}


def shown(judge: Judge, row: Volunteer) -> dict[str, Any]:
    return views.volunteer(row, judge.lacks(row), this_reader().language)


def all_shown(judge: Judge, rows: Sequence[Volunteer]) -> list[dict[str, Any]]:
    return [shown(judge, row) for row in rows]
