"""Rows of one family, one for each member, become the body that the API takes; its errors find their cells again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError

from shared.spreadsheets.bodies import Names, groups, place_of, put, value
from shared.spreadsheets.columns import Column, Places
from shared.spreadsheets.files import Layout, Table
from shared.spreadsheets.table import Row, Trouble
from shared.web.fields import dotted

MEMBERS = "family.members"


@dataclass
class Entry:
    """One family of the file: `rows` are its members, `body` as its schema loads it, None when unreadable."""

    rows: list[Row]
    body: dict[str, Any] | None
    places: Places
    trouble: Trouble

    def refuse(self, errors: Mapping[str, list[str]]) -> None:
        """Tell what is wrong with the body where it stands in the file."""
        for path, codes in errors.items():
            row, name = self._place(path)
            for code in codes:
                self.trouble.cell(row, place_of(name, self.places), code, name)

    def _place(self, path: str) -> tuple[Row, str]:
        """`family.members.1.born_on` is the second row; a path within a cell's own list is that cell."""
        row, name = self.rows[0], path
        if path.startswith(f"{MEMBERS}."):
            number, _, name = path.removeprefix(f"{MEMBERS}.").partition(".")
            row = self.rows[int(number)]
        return row, name


@dataclass(frozen=True)
class Kind:
    """What the rows of a family say: `group` is the path of the column that tells families apart, `unsaid` what a body
    says where a file has no column for it."""

    layout: Layout
    group: str
    body: type[Schema]
    unsaid: Mapping[str, Any]


def entries(table: Table, kind: Kind, names: Names) -> list[Entry]:
    """In the file's order."""
    families = groups(table.rows, table.places[kind.group], table.trouble)
    return [_entry(rows, table, kind, names) for rows in families]


def _entry(rows: list[Row], table: Table, kind: Kind, names: Names) -> Entry:
    places, trouble = table.places, table.trouble
    entry = Entry(rows, None, places, trouble)
    raw: dict[str, Any] = dict(kind.unsaid)
    for column in kind.layout.columns:
        if column.path in places and column.path != kind.group and not column.member:
            put(raw, column.path, _shared(rows, column, places[column.path], names, trouble))
    members = [column for column in kind.layout.columns if column.member]
    put(raw, MEMBERS, [_member(row, members, places, trouble) for row in rows])
    try:
        entry.body = kind.body().load(raw)
    except ValidationError as problem:
        entry.refuse(dotted(problem.messages))
    return entry


def _shared(rows: list[Row], column: Column, place: int, names: Names, trouble: Trouble) -> Any:
    """What all rows of a family say alike; it need stand in the first of them only."""
    filled = [row for row in rows if not row.at(place).is_empty]
    for row in filled:
        if row.at(place) != filled[0].at(place):
            trouble.cell(row, place, "conflicting")
    if filled and filled[0] is not rows[0]:
        trouble.cell(filled[0], place, "not_in_first_row")
    return value(filled[0], column, place, names, trouble) if filled else None


def _member(row: Row, columns: Sequence[Column], places: Places, trouble: Trouble) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in columns:
        if column.path in places and not row.at(places[column.path]).is_empty:
            put(found, column.path, value(row, column, places[column.path], {}, trouble))
    return found
