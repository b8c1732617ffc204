"""Figures as a page shows them: rows of a table, bars of a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from services.cases.figures import asking
from services.cases.figures.figure import FIGURES, Shown
from services.cases.figures.tables import Figures, Table
from services.cases.figures.texts import RULES, WORDS, said
from shared.caller import Caller
from shared.codes import OUTCOME_FIGURES
from shared.web.pages import _
from shared.web.pages.charts import Bar, bars, number
from shared.web.pages.reader import this_reader

COMPARED = (
    "children_served",
    "families_closed",
    "families_self_sufficient",
    "removal_prevented",
    "wellbeing_improved",
)
"""What the table of places or years has; the workbook has all figures."""

CHARTED = COMPARED[0]
BARS = 12


@dataclass(frozen=True)
class FigureRow:
    """`counted`: the practice's sentence of how. `cases`: the page of those behind it, where the caller may see it."""

    label: str
    value: str
    of: str
    share: str
    counted: str
    cases: str


def rows_of(caller: Caller, total: Figures, period: str) -> list[FigureRow]:
    return [_row(caller, code, one, period) for code, one in total.items()]


def _row(caller: Caller, code: str, one: Shown, period: str) -> FigureRow:
    figure = FIGURES[code]
    sees = bool(one.value) and asking.SEES_CASES.allows(caller, figure)
    return FigureRow(
        label=label_of(code),
        value=_value(one),
        of=number(one.of) if one.of is not None else "",
        share=percent(one.share),
        counted=said(RULES[figure.rule], this_reader().language),
        cases=f"/cases/figures/{code}/cases?{period}" if sees else "",
    )


def label_of(code: str) -> str:
    return OUTCOME_FIGURES.text(code, this_reader().language)


def _value(one: Shown) -> str:
    if one.hidden:
        return said(WORDS["hidden"], this_reader().language)
    return "—" if one.value is None else number(one.value)


def percent(share: float | None) -> str:
    return "" if share is None else _("%(number)s per cent", number=number(round(share * 100, 1)))


def chart_of_shares(total: Figures) -> Markup:
    """Of a hundred, how many: only what has somebody to be a share of."""
    shares = {code: one.share for code, one in total.items() if one.share is not None and not one.hidden}
    items = [Bar(label_of(code), share * 100, percent(share)) for code, share in shares.items()]
    return bars("shares", _("Shares"), _described(items), items, most=100)


def chart_of_rows(found: Table) -> Markup:
    """Children who received services, by place or year; the largest where there are many."""
    open_ones = [(row.name, row.figures[CHARTED].value) for row in found.rows]
    items = [Bar(name or "—", value) for name, value in open_ones if value is not None]
    if found.by != "year":
        items.sort(key=lambda one: -one.value)
    return bars("grouped", label_of(CHARTED), _described(items[:BARS]), items[:BARS])


def _described(items: Sequence[Bar]) -> str:
    return "; ".join(f"{one.label}: {one.text or number(one.value)}" for one in items)


def table_of_rows(found: Table) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each place or year with (label, value) of what is compared."""
    labels = [(code, label_of(code)) for code in COMPARED]
    return [(row.name or "—", [(label, _value(row.figures[code])) for code, label in labels]) for row in found.rows]
