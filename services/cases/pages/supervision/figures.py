"""What came of it: the outcome figures of a period, as charts and tables, each with how it is counted."""

from datetime import date
from typing import Any, cast
from urllib.parse import urlencode

from flask import Response, request
from sqlalchemy import select

from services.cases.figures import asking
from services.cases.figures.asked import Asked, today
from services.cases.figures.tables import YEAR, Table
from services.cases.figures.texts import IN_GENERAL, SUPPRESSED, WORDS, said
from services.cases.model import ReleasedFigures
from services.cases.pages.supervision.numbers import chart_of_rows, chart_of_shares, rows_of, table_of_rows
from services.cases.pages.supervision.room import pages
from services.cases.schemas.figures import FiguresQuery
from shared.caller import Caller
from shared.problems import Invalid
from shared.web.pages import Form, _, show
from shared.web.pages.fields import Choice, Day, Option
from shared.web.pages.form import Part
from shared.web.pages.reader import this_reader
from shared.web.routes import Call, load

XLSX = "/cases/api/v1/figures.xlsx"
Query = dict[str, Any]


@pages.page("/figures", who=asking.SEES_FIGURES)
def figures(call: Call) -> Response:
    form = _released_form(call) if _is_analyst(call.caller) else _own_form()
    if any(one.name in request.args for one in form):
        form.take(request.args)
    if _is_analyst(call.caller) and not form.body().get("year"):
        return show("supervision/figures_none.html")
    try:
        query = load(FiguresQuery(), _asked(form.body()))
        asked, found = asking.answer(call.session, call.caller, query)
    except Invalid as problem:
        form.refuse(problem, problem.errors)
        return show("supervision/figures.html", 422, form=form, asked=None)
    return show("supervision/figures.html", form=form, **_shown(call.caller, asked, found))


def _is_analyst(caller: Caller) -> bool:
    return caller.has(asking.ANALYST)


def _asked(body: Query) -> Query:
    """An analyst chooses a year, which is a period too."""
    year = body.pop("year", None)
    return body if year is None else body | {"from": f"{year}-01-01", "to": f"{year}-12-31"}


def _own_form() -> Form:
    reversed_period = {"before_from": _("The period ends before it begins. Check both days.")}
    fields: list[Part] = [
        Day("from", _("From")),
        Day("to", _("To"), errors=reversed_period),
        _by("district", YEAR),
    ]
    values = {"from": date(today().year, 1, 1), "to": today()}
    return Form(_("Outcome figures"), fields, _("Show"), values=values)


def _released_form(call: Call) -> Form:
    years = [str(year) for year in call.session.scalars(select(ReleasedFigures.year).order_by(ReleasedFigures.year))]
    newest_first = [(year, year) for year in reversed(years)]
    fields: list[Part] = [
        Choice("year", _("Year"), options=cast(list[Option], newest_first), many=True),
        _by("region", "district", "organisation"),
    ]
    return Form(_("Outcome figures"), fields, _("Show"), values={"year": years[-1]} if years else {})


def _by(*groups: str) -> Choice:
    language = this_reader().language
    chosen = [(group, said(WORDS[group], language)) for group in groups]
    return Choice("by", _("Compare"), optional=True, options=cast(list[Option], chosen), many=True)


def _shown(caller: Caller, asked: Asked, found: Table) -> dict[str, Any]:
    language, least = this_reader().language, asking.hidden_below(caller)
    period = {"from": asked.first.isoformat(), "to": asked.last.isoformat()}
    notes = [said(one, language) for one in IN_GENERAL]
    return {
        "asked": asked,
        "rows": rows_of(caller, found.total, urlencode(period)),
        "shares": chart_of_shares(found.total),
        "grouped": table_of_rows(found),
        "grouped_by": said(WORDS[found.by], language) if found.by else "",
        "grouped_chart": chart_of_rows(found),
        "notes": [*notes, said(SUPPRESSED, language).format(least=least)] if least else notes,
        "workbook": f"{XLSX}?{urlencode(period)}",
    }
