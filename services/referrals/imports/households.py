"""Rows of one referral, one for each member, become the body that the API takes; its errors find their cells again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from services.referrals.imports.columns import COLUMNS, GROUP
from services.referrals.schemas.referrals import Submission
from shared.spreadsheets.bodies import Names, groups, place_of, put, value
from shared.spreadsheets.columns import Column, Places
from shared.spreadsheets.table import Row, Trouble
from shared.web.fields import dotted

MEMBERS = "family.members"


@dataclass
class Entry:
    """One referral of the file: `rows` are its members, `body` as `Submission` loads it, None when unreadable."""

    rows: list[Row]
    body: dict[str, Any] | None
    places: Places
    trouble: Trouble

    def refuse(self, errors: Mapping[str, list[str]]) -> None:
        """Tell what is wrong with the body where it stands in the file."""
        for path, codes in errors.items():
            row, column = self._place(path)
            for code in codes:
                self.trouble.cell(row, column, code)

    def _place(self, path: str) -> tuple[Row, int | None]:
        """`family.members.1.born_on` is the second row; a path within a cell's own list is that cell."""
        row, name = self.rows[0], path
        if path.startswith(f"{MEMBERS}."):
            number, _, name = path.removeprefix(f"{MEMBERS}.").partition(".")
            row = self.rows[int(number)]
        return row, place_of(name, self.places)


def entries(rows: list[Row], places: Places, names: Names, trouble: Trouble) -> list[Entry]:
    """In the file's order."""
    return [_entry(group, places, names, trouble) for group in groups(rows, places[GROUP], trouble)]


def _entry(rows: list[Row], places: Places, names: Names, trouble: Trouble) -> Entry:
    entry = Entry(rows, None, places, trouble)
    raw: dict[str, Any] = {"channel": "partner", "help_wanted": []}
    for column in COLUMNS:
        if column.path in places and column.path != GROUP and not column.member:
            put(raw, column.path, _shared(rows, column, places[column.path], names, trouble))
    put(raw, MEMBERS, [_member(row, places, trouble) for row in rows])
    try:
        entry.body = Submission().load(raw)
    except ValidationError as problem:
        entry.refuse(dotted(problem.messages))
    return entry


def _shared(rows: list[Row], column: Column, place: int, names: Names, trouble: Trouble) -> Any:
    """What all rows of a referral say alike; it need stand in the first of them only."""
    filled = [row for row in rows if not row.at(place).is_empty]
    for row in filled:
        if row.at(place) != filled[0].at(place):
            trouble.cell(row, place, "conflicting")
    if filled and filled[0] is not rows[0]:
        trouble.cell(filled[0], place, "not_in_first_row")
    return value(filled[0], column, place, names, trouble) if filled else None


def _member(row: Row, places: Places, trouble: Trouble) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in COLUMNS:
        if column.member and column.path in places and not row.at(places[column.path]).is_empty:
            put(found, column.path, value(row, column, places[column.path], {}, trouble))
    return found
