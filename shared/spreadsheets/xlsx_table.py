"""Rows of the one sheet of an XLSX file that is to be imported."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from shared.spreadsheets.table import (
    COLUMNS_AT_MOST,
    EMPTY,
    ROWS_AT_MOST,
    Cell,
    Row,
    Unreadable,
    fold,
    text_cell,
)
from shared.spreadsheets.xlsx_parts import Part, parts

CODES_SHEET = {"ru": "Коды", "en": "Codes"}
"""What templates call the sheet that is not to be imported."""

TEXT_AT_MOST = 4 * 1024 * 1024
"""Signs of all cells together, twice what a CSV file can hold. Cells share one long text at no cost to who sends it;
whoever reads it pays for each."""

_NOT_MEANT = frozenset(fold(name) for name in CODES_SHEET.values())


def rows(data: bytes, names: Sequence[str]) -> list[Row]:
    """Of the sheet that has one of these names, or of the only one. Raises Unreadable."""
    looked_at = parts(data)
    try:
        return _rows(data, looked_at, {fold(name) for name in names})
    except Unreadable:
        raise
    except Exception:  # of a file that someone bent by hand the library may raise anything
        raise Unreadable("broken_file") from None


def _rows(data: bytes, looked_at: dict[str, Part], names: set[str]) -> list[Row]:
    from openpyxl import load_workbook  # 15 MB of memory that only an import needs

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet, part = _chosen([(sheet, _part(sheet, looked_at)) for sheet in book.worksheets], names)
        _require_bounded(part)
        _require_plain(part)
        return _cells(sheet, part)
    finally:
        book.close()


def _part(sheet: Any, looked_at: dict[str, Part]) -> Part:
    return looked_at[sheet._worksheet_path.lstrip("/")]


def _chosen(sheets: list[tuple[Any, Part]], names: set[str]) -> tuple[Any, Part]:
    """The sheet that is called so, else the only one with anything in it. What is hidden nobody meant to send."""
    visible = [one for one in sheets if one[0].sheet_state == "visible"]
    filled = [one for one in visible if one[1].values and fold(one[0].title) not in _NOT_MEANT]
    named = [one for one in filled if fold(one[0].title) in names]
    found = named or filled
    if len(found) > 1:
        raise Unreadable("several_sheets")
    if not found:
        raise Unreadable("hidden_sheet" if len(visible) < len(sheets) else "empty")
    return found[0]


def _require_bounded(part: Part) -> None:
    """Nothing is left out in silence because it stands far away."""
    if part.last_row > ROWS_AT_MOST + 1:
        raise Unreadable("too_many_rows")
    if part.last_column >= COLUMNS_AT_MOST:
        raise Unreadable("too_many_columns")


def _require_plain(part: Part) -> None:
    """Of merged cells only the first has the value; what nobody sees is not what someone looked over."""
    if part.merged:
        raise Unreadable("merged_cells")
    if part.hidden_rows or part.hidden_values:
        raise Unreadable("hidden_rows" if part.hidden_rows else "hidden_columns")


def _cells(sheet: Any, part: Part) -> list[Row]:
    """As far as there are values: what the file says of its size need not be so."""
    found = sheet.iter_rows(min_row=1, max_row=part.last_row, min_col=1, max_col=part.last_column + 1)
    rows, room = [], TEXT_AT_MOST
    for number, cells in enumerate(found, 1):
        room -= sum(len(one.value) for one in cells if isinstance(one.value, str))
        if room < 0:
            raise Unreadable("too_large_unpacked")
        rows.append(Row(number, [_cell(one, (number, column) in part.formulas) for column, one in enumerate(cells)]))
    return rows


def _cell(cell: Any, is_formula: bool) -> Cell:
    value = cell.value
    if is_formula:
        return Cell(None, "formula")
    if value is None:
        return EMPTY
    if cell.data_type == "e":
        return Cell(None, "error")
    if isinstance(value, bool):
        return Cell(None, "yes_no")
    if isinstance(value, datetime):
        return Cell(value.date(), "date")
    if isinstance(value, date):
        return Cell(value, "date")
    if isinstance(value, int | float):
        return Cell(value, "number")
    return text_cell(value) if isinstance(value, str) else Cell(None, "error")
