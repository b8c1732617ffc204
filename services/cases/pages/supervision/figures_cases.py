"""The cases behind a number."""

from typing import Any

from flask import Response
from sqlalchemy import ARRAY, Uuid, any_, literal, select

from services.cases import views
from services.cases.api.figures import figure_of
from services.cases.figures import asking
from services.cases.figures.counting import cases_behind
from services.cases.model import Case
from services.cases.pages.lists import with_names
from services.cases.pages.supervision.numbers import label_of
from services.cases.pages.supervision.room import pages
from services.cases.schemas.figures import FigureCasesQuery
from shared.web.pages import show
from shared.web.paging import newest_first
from shared.web.routes import Call

ON_A_PAGE = 25


@pages.page("/figures/<string:figure>/cases", on=figure_of, who=asking.SEES_CASES, query=FigureCasesQuery)
def figure_cases(call: Call) -> Response:
    asked = asking.asked_by(call.caller, call.query)
    behind = cases_behind(call.session, call.record.rule, asked, call.record.parts)
    found = select(Case).where(Case.id == any_(literal(behind, ARRAY(Uuid()))))
    query: dict[str, Any] = call.query | {"limit": ON_A_PAGE}
    page = newest_first(call.session, found, Case.id, query, views.row_of(call.session))
    rows = with_names(call, page["items"])
    label = label_of(call.path["figure"])
    return show("supervision/figure_cases.html", label=label, asked=asked, rows=rows, next=page["next"])
