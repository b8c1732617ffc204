"""A file as it was sent becomes rows under known headings, and these what they are rows of."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shared.codes import CodeList
from shared.problems import Invalid
from shared.spreadsheets import csv_table, xlsx_table
from shared.spreadsheets.columns import Column, Places, places
from shared.spreadsheets.table import Row, Trouble, Unreadable, told

ENTRIES_AT_MOST = 500

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also an XLSX under a password
_PDF = b"%PDF"

E = TypeVar("E")


@dataclass(frozen=True)
class Layout:
    """What files of one kind are like: their columns, what their sheet is called in Russian and English, the list of
    what can be wrong with them, and which of its codes says that there are too many entries."""

    columns: Sequence[Column]
    sheets: tuple[str, str]
    errors: CodeList
    too_many: str


@dataclass(frozen=True)
class Table:
    """The rows below the headings; blank ones are left out."""

    rows: list[Row]
    places: Places
    trouble: Trouble


@dataclass(frozen=True)
class File(Generic[E]):
    """What was read: `trouble` holds what is wrong so far, `digest` tells one file from another."""

    entries: list[E]
    trouble: Trouble
    digest: bytes


def read(data: bytes, layout: Layout, entries: Callable[[Table], list[E]]) -> File[E]:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    try:
        table = _table(data, layout)
        made = entries(table)
        if not made and not table.trouble.errors:
            raise Unreadable("empty")
        if len(made) > ENTRIES_AT_MOST:
            raise Unreadable(layout.too_many)
        return File(made, table.trouble, hashlib.sha256(data).digest())
    except Unreadable as problem:
        raise _refused(problem.code, layout.errors) from None


def _table(data: bytes, layout: Layout) -> Table:
    rows = [row for row in _rows(data, layout) if not row.is_empty]
    if not rows:
        raise Unreadable("empty")
    head, *body = rows
    trouble = Trouble(layout.errors)
    found = places(head, layout.columns, trouble)
    if trouble.errors:
        raise trouble.refusal()
    _require_headed(body, set(found.values()), trouble)
    return Table(body, found, trouble)


def _rows(data: bytes, layout: Layout) -> list[Row]:
    if data.startswith(_ZIP):
        return xlsx_table.rows(data, layout.sheets)
    if data.startswith((_OLD_EXCEL, _PDF)):
        raise Unreadable("old_excel" if data.startswith(_OLD_EXCEL) else "not_a_spreadsheet")
    return csv_table.rows(data)


def _require_headed(rows: list[Row], headed: Collection[int], trouble: Trouble) -> None:
    """A value without a heading would be lost without a word."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            if not cell.is_empty and place not in headed:
                trouble.cell(row, place, "no_heading")


def _refused(code: str, errors: CodeList) -> Invalid:
    detail = "The file cannot be read. Nothing was imported."
    return Invalid({"file": [code]}, detail, details=[told("file", code, errors=errors)], more=0)
