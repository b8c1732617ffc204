"""Families as lists: mine or my organisation's, by what they wait for, and found by what is typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import ColumnElement, func, select

from services.cases import policies, views
from services.cases.finding import named
from services.cases.model import Case
from services.cases.pages import dues
from services.cases.pages.filters import Open
from services.cases.pages.people import readable_of, surnames_by_case
from services.cases.pages.room import pages
from services.cases.rules.states import OPEN_STATES
from shared import clock
from shared.codes import CASE_STATES
from shared.web.fields import Body, Code, Text
from shared.web.pages import Form, _, go, show
from shared.web.pages import fields as ask
from shared.web.pages.reader import this_reader
from shared.web.paging import PageQuery, newest_first
from shared.web.policy import SIGNED_IN, roles
from shared.web.routes import Call

WORKS_ON_CASES = roles("case_worker", "specialist", "supervisor", "coordinator")
ON_A_PAGE = 25
WITHOUT_A_PLAN = OPEN_STATES[:3]


class ListQuery(Open, PageQuery):
    """Open ones, unless another state is asked for."""

    status = Code(("open", *CASE_STATES), load_default="open")
    waits = Code(("late", "without_plan", "without_worker"))
    whose = Code(("mine", "all"))


class SearchBody(Body):
    q = Text(longest=100, required=True)


@pages.page("/mine", who=WORKS_ON_CASES, query=ListQuery)
def mine(call: Call) -> Response:
    """Whoever leads others, or looks after cases without a worker, may see all of the organisation's."""
    leads = call.caller.has("supervisor", "coordinator")
    query = {"whose": "all" if leads else "mine"} | call.query
    found = select(Case).where(policies.rows_of(call.caller), *_wanted(call, query))
    page = newest_first(call.session, found, Case.id, query | {"limit": ON_A_PAGE}, views.row_of(call.session))
    shown = {"rows": with_names(call, page["items"]), "next": page["next"], "query": query, "leads": leads}
    return show("lists/mine.html", **shown, states=_states(), only=_only(leads))


def _wanted(call: Call, query: dict[str, Any]) -> list[ColumnElement[bool]]:
    status = query["status"]
    found = [Case.status.in_(OPEN_STATES) if status == "open" else Case.status == status]
    found += [policies.mine(call.caller)] if query["whose"] == "mine" else []
    found += [_ONLY[query["waits"]]()] if "waits" in query else []
    return found


_ONLY: dict[str, Callable[[], ColumnElement[bool]]] = {
    "late": lambda: func.coalesce(Case.late_at <= clock.now(), False),
    "without_plan": lambda: Case.status.in_(WITHOUT_A_PLAN),
    "without_worker": lambda: Case.worker.is_(None),
}


def _states() -> list[tuple[str, str]]:
    language = this_reader().language
    return [("open", _("All that are open")), *((code, CASE_STATES.text(code, language)) for code in CASE_STATES)]


def _only(leads: bool) -> list[tuple[str, str]]:
    found = [("", _("All")), ("late", _("Late")), ("without_plan", _("Without a plan yet"))]
    return [*found, ("without_worker", _("Nobody leads them"))] if leads else found


def with_names(call: Call, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With surnames where the caller may read them, and for whom the caller stands in."""
    seen = readable_of(call.session, call.caller, [row["id"] for row in rows])
    names: dict[UUID, str] = surnames_by_case(call.session, seen)
    return [row | _said(call, row, names) for row in rows]


def _said(call: Call, row: dict[str, Any], names: dict[UUID, str]) -> dict[str, Any]:
    step = dues.text_of(row["next_step"]) if row["next_step"] else ""
    another = row["worker"] in call.caller.stands_in_for
    return {"family": names.get(row["id"], ""), "for_another": another, "next_said": step}


def search_form(call: Call) -> Form:
    hint = _("Surname, phone or reference; the beginning is enough")
    return Form(_("Find a family"), [ask.Text("q", _("What to look for"), hint=hint)], _("Find"))


@pages.form("/search", who=SIGNED_IN, form=search_form, body=SearchBody, template="lists/search.html")
def search(call: Call) -> Response:
    """By POST: what is typed stands in no address. The only one that is found is opened."""
    found = select(Case).where(policies.rows_of(call.caller), named(call.caller, call.body["q"]))
    page = newest_first(call.session, found, Case.id, {"limit": 2 * ON_A_PAGE}, views.row_of(call.session))
    rows = with_names(call, page["items"])
    if len(rows) == 1 and rows[0]["family"]:
        return go(f"/cases/{rows[0]['id']}")
    form = search_form(call)
    form["q"].show(call.body["q"])
    return show("lists/search.html", form=form, rows=rows, more=page["next"])
