"""Outcome figures, and the cases that they come from."""

from typing import Any

from flask import Response
from sqlalchemy import ARRAY, Uuid, any_, literal, select

from services.cases import views
from services.cases.api.blueprint import routes
from services.cases.figures import asking
from services.cases.figures.counting import cases_behind
from services.cases.figures.figure import FIGURES, Figure
from services.cases.model import Case
from services.cases.schemas.figures import FigureCase, FigureCasesQuery, FiguresAnswer, FiguresQuery
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.pages.reader import read_by
from shared.web.paging import newest_first, page_of
from shared.web.routes import Call

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@routes.get("/figures", who=asking.SEES_FIGURES, query=FiguresQuery, answer=FiguresAnswer)
def figures(call: Call) -> dict[str, Any]:
    """Supervisors and coordinators: the own organisation's, for any period, as known on any day. Analysts: one whole
    calendar year of all organisations, released on 1 February of the next; small numbers are hidden, and what would
    show them."""
    asked, found = asking.answer(call.session, call.caller, call.query)
    period = {"from": asked.first, "to": asked.last, "known_on": asked.known_on, "by": found.by}
    return {**period, "hidden_below": asking.hidden_below(call.caller), "total": found.total, "rows": found.rows}


@routes.get("/figures.xlsx", who=asking.SEES_FIGURES, query=FiguresQuery, media=XLSX)
def figures_xlsx(call: Call) -> Response:
    """The same as a workbook with a sheet for each way of grouping, the rules of counting, and charts."""
    from services.cases.figures.xlsx import as_xlsx  # openpyxl takes 15 MB of memory that only this needs

    asked, found = asking.every_table(call.session, call.caller, call.query)
    language = read_by(call.session, call.caller).language
    content = as_xlsx(asked, found, language, asking.hidden_below(call.caller))
    name = f"figures-{asked.first}-{asked.last}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def figure_of(session: Any, caller: Caller, lock: bool, figure: str) -> Figure:
    if figure not in FIGURES:
        raise NotFound
    return FIGURES[figure]


@routes.get(
    "/figures/<string:figure>/cases",
    on=figure_of,
    who=asking.SEES_CASES,
    query=FigureCasesQuery,
    answer=page_of(FigureCase),
)
def figure_cases(call: Call) -> dict[str, Any]:
    """The cases of the own organisation in which those whom the figure counts are found. Where that tells what is
    written in a case, such as that a removal was prevented, supervisors alone."""
    asked = asking.asked_by(call.caller, call.query)
    behind = cases_behind(call.session, call.record.rule, asked, call.record.parts)
    found = select(Case).where(Case.id == any_(literal(behind, ARRAY(Uuid()))))
    return newest_first(call.session, found, Case.id, call.query, views.row_of(call.session))
