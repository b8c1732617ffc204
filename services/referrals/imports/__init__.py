"""Files of referrals: one row for each member of a family, XLSX or CSV, read into the bodies that the API takes."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from services.referrals.imports import csv_table, xlsx_table
from services.referrals.imports.columns import places
from services.referrals.imports.households import Entry, Names, entries
from services.referrals.imports.table import Row, Trouble, Unreadable, told
from shared.problems import Invalid

REFERRALS_AT_MOST = 500

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"  # also an XLSX under a password
_PDF = b"%PDF"

__all__ = ["Entry", "File", "Names", "read"]


@dataclass(frozen=True)
class File:
    """What was read: `trouble` holds what is wrong so far, `digest` tells one file from another."""

    entries: list[Entry]
    trouble: Trouble
    digest: bytes


def read(data: bytes, names: Names) -> File:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    try:
        rows = [row for row in _rows(data) if not row.is_empty]
        if not rows:
            raise Unreadable("empty")
        return _file(rows, names, hashlib.sha256(data).digest())
    except Unreadable as problem:
        raise _refused(problem.code) from None


def _rows(data: bytes) -> list[Row]:
    if data.startswith(_ZIP):
        return xlsx_table.rows(data)
    if data.startswith((_OLD_EXCEL, _PDF)):
        raise Unreadable("old_excel" if data.startswith(_OLD_EXCEL) else "not_a_spreadsheet")
    return csv_table.rows(data)


def _file(rows: list[Row], names: Names, digest: bytes) -> File:
    head, *body = rows
    trouble = Trouble()
    found = places(head, trouble)
    if trouble.errors:
        raise trouble.refusal()
    _require_headed(body, set(found.values()), trouble)
    made = entries(body, found, names, trouble)
    if not made and not trouble.errors:
        raise Unreadable("empty")
    if len(made) > REFERRALS_AT_MOST:
        raise Unreadable("too_many_referrals")
    return File(made, trouble, digest)


def _require_headed(rows: list[Row], headed: Collection[int], trouble: Trouble) -> None:
    """A value without a heading would be lost without a word."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            if not cell.is_empty and place not in headed:
                trouble.cell(row, place, "no_heading")


def _refused(code: str) -> Invalid:
    detail = "The file cannot be read. Nothing was imported."
    return Invalid({"file": [code]}, detail, details=[told("file", code)], more=0)
