"""“What must I do today, and what is late?”"""

from datetime import date, timedelta
from typing import Any

from flask import Response

from services.cases import policies
from services.cases.pages.room import pages
from services.cases.pages.today.rows import AHEAD, AT_MOST, Row, today, with_families
from services.cases.pages.today.waiting import new_cases, open_concerns, stages_to_check
from services.cases.pages.today.work import KINDS
from shared.directory.lookup import name_of
from shared.web.pages import _, show
from shared.web.routes import Call

SHOWN_AHEAD = 20


@pages.page("/today", who=policies.WORKS_WITH_FAMILIES)
def today_page(call: Call) -> Response:
    present = today()
    kinds = [list(kind(call, present + AHEAD)) for kind in KINDS]
    dated = sorted((row for rows in kinds for row in rows), key=lambda row: row.order)
    parts = [
        (_("Concerns that wait"), list(open_concerns(call))),
        (_("Late"), [row for row in dated if row.is_late]),
        (_("Today and tomorrow"), [row for row in dated if _is_near(row, present)]),
        (_("New to you"), list(new_cases(call))),
        (_("Waiting for your check"), list(stages_to_check(call))),
        (_("In the next two weeks"), [row for row in dated if _is_ahead(row, present)][:SHOWN_AHEAD]),
    ]
    named = with_families(call, [row for _title, rows in parts for row in rows])
    more = any(len(rows) == AT_MOST for rows in kinds)
    shown: dict[str, Any] = {"parts": _regrouped(parts, named), "present": present, "more": more}
    return show("today/page.html", **shown, stood_in_for=_away(call))


def _is_near(row: Row, present: date) -> bool:
    return not row.is_late and row.day <= present + timedelta(days=1)


def _is_ahead(row: Row, present: date) -> bool:
    return not row.is_late and row.day > present + timedelta(days=1)


def _regrouped(parts: list[tuple[str, list[Row]]], named: list[Row]) -> list[tuple[str, list[Row]]]:
    """The rows with their families, under the headings as before; headings without rows are left out."""
    rest = iter(named)
    found = [(title, [next(rest) for _row in rows]) for title, rows in parts]
    return [(title, rows) for title, rows in found if rows]


def _away(call: Call) -> str:
    """For whom the reader stands in now."""
    return ", ".join(sorted(filter(None, (name_of(call.session, one) for one in call.caller.stands_in_for))))
