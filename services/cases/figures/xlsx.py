"""Figures as a workbook: tables, the rules of counting, native charts. Its texts are never taken for formulas."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from services.cases.figures.asked import Asked
from services.cases.figures.figure import FIGURES, Shown
from services.cases.figures.tables import Figures, Row, Table
from services.cases.figures.texts import IN_GENERAL, RULES, SUPPRESSED, WORDS, said
from shared.codes import OUTCOME_FIGURES, Text

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
CHARTED = "children_served"
PERCENT = "0.0 %"
WIDE, NARROW = 60, 18
CHART_WIDTH_CM, CHART_HEIGHT_CM = 24, 12

Value = str | int | float | None


def as_xlsx(asked: Asked, tables: Sequence[Table], language: str, hidden_below: int | None) -> bytes:
    """The first sheet tells all together, one more of each table, the last the rules."""
    book = Workbook()
    book.remove(book.active)
    _overview(_Sheet(book, "all", language), asked, tables[0].total)
    for table in tables:
        _grouped(_Sheet(book, str(table.by), language), table.rows)
    _rules(_Sheet(book, "rules", language), list(tables[0].total), hidden_below)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


class _Sheet:
    """A sheet that is written row by row, in one language."""

    def __init__(self, book: Any, name: str, language: str) -> None:
        self.language = language
        self.sheet = book.create_sheet(self.word(name))
        self.last = 0

    def word(self, name: str) -> str:
        return self.say(WORDS[name])

    def say(self, text: Text) -> str:
        return said(text, self.language)

    def add(self, values: Sequence[Value], bold: bool = False) -> int:
        """The number of the row that was written."""
        self.last += 1
        for column, value in enumerate(values, 1):
            cell = self.sheet.cell(self.last, column)
            cell.value = value
            cell.font = Font(bold=bold)
            if isinstance(value, str):
                _keep_text(cell, value)
        return self.last

    def heading(self, *values: Value) -> int:
        return self.add(values, bold=True)

    def percent(self, column: int) -> None:
        self.sheet.cell(self.last, column).number_format = PERCENT

    def widths(self, *widths: int) -> None:
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width

    def value(self, figure: Shown) -> Value:
        return self.word("hidden") if figure.hidden else figure.value

    def chart(self, title: str, column: int, first: int, anchor: str) -> None:
        """Bars of a column, named by the first one; the row before `first` is its heading."""
        chart = BarChart()
        chart.type, chart.title, chart.legend = "bar", title, None
        chart.width, chart.height = CHART_WIDTH_CM, CHART_HEIGHT_CM
        chart.add_data(Reference(self.sheet, column, first, column, self.last))
        chart.set_categories(Reference(self.sheet, 1, first, 1, self.last))
        self.sheet.add_chart(chart, anchor)


def _keep_text(cell: Any, value: str) -> None:
    """Also when it looks like a formula, and when somebody saves the sheet as CSV and opens that."""
    cell.data_type = "s"
    cell.quotePrefix = value.startswith(FORMULA_SIGNS)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _overview(sheet: _Sheet, asked: Asked, total: Figures) -> None:
    sheet.add([sheet.word("period"), f"{asked.first:%d.%m.%Y} – {asked.last:%d.%m.%Y}"])
    sheet.add([sheet.word("known_on"), f"{asked.known_on:%d.%m.%Y}"])
    first = 1 + sheet.heading(*(sheet.word(name) for name in ("figure", "value", "of", "share")))
    for code, figure in total.items():
        sheet.add([OUTCOME_FIGURES.text(code, sheet.language), sheet.value(figure), figure.of, figure.share])
        sheet.percent(4)
    sheet.widths(WIDE, NARROW, NARROW, NARROW)
    sheet.chart(sheet.word("share"), 4, first, f"A{sheet.last + 2}")


def _grouped(sheet: _Sheet, rows: Sequence[Row]) -> None:
    codes = list(rows[0].figures) if rows else []
    sheet.heading("", *(OUTCOME_FIGURES.text(code, sheet.language) for code in codes))
    for row in rows:
        sheet.add([row.name or row.key, *(sheet.value(figure) for figure in row.figures.values())])
    sheet.widths(WIDE, *(NARROW for _ in codes))
    if rows:
        title = OUTCOME_FIGURES.text(CHARTED, sheet.language)
        sheet.chart(title, 2 + codes.index(CHARTED), 2, f"A{sheet.last + 2}")


def _rules(sheet: _Sheet, codes: Sequence[str], hidden_below: int | None) -> None:
    sheet.heading(sheet.word("figure"), sheet.word("rules"))
    for code in codes:
        sheet.add([OUTCOME_FIGURES.text(code, sheet.language), sheet.say(RULES[FIGURES[code].rule])])
    for text in IN_GENERAL:
        sheet.add(["", sheet.say(text)])
    if hidden_below:
        sheet.add(["", sheet.say(SUPPRESSED).format(least=hidden_below)])
    sheet.widths(WIDE, 2 * WIDE)
