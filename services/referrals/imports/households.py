"""Rows of one referral, one for each member, become the body that the API takes; its errors find their cells again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

from services.referrals.imports import values
from services.referrals.imports.columns import COLUMNS, DISTRICT, GROUP, TO, Column, Places
from services.referrals.imports.table import Row, Trouble, fold
from services.referrals.schemas.referrals import Submission
from shared.web.fields import dotted

EXAMPLE = ("пример", "example")
"""What stands in the first column of the template's own rows: they are never imported."""

MEMBERS = "family.members"

Names = Mapping[str, Mapping[str, list[str]]]
"""For organisations and districts (by the path that they fill) the ids and codes that a folded name may mean."""


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
        while name and name not in self.places:
            name = name.rpartition(".")[0]
        return row, self.places.get(name)


def entries(rows: list[Row], places: Places, names: Names, trouble: Trouble) -> list[Entry]:
    """In the file's order."""
    return [_entry(group, places, names, trouble) for group in _groups(rows, places, trouble)]


def _groups(rows: list[Row], places: Places, trouble: Trouble) -> Iterator[list[Row]]:
    """Rows with the same number, one after the other. The same number further below is refused: of two lists pasted
    into one, both may begin at 1, and two families must not become one."""
    groups: dict[str, list[Row]] = {}
    last = None
    for row in rows:
        number = _group(row, places, trouble)
        if number is None or number in EXAMPLE:
            continue
        if number in groups and number != last:
            trouble.cell(row, places[GROUP], "not_together")
        groups.setdefault(number, []).append(row)
        last = number
    yield from groups.values()


def _group(row: Row, places: Places, trouble: Trouble) -> str | None:
    cell = row.at(places[GROUP])
    try:
        if not cell.is_empty:
            return fold(values.text(cell))
        trouble.cell(row, places[GROUP], "required")
    except values.Wrong as problem:
        trouble.cell(row, places[GROUP], problem.code)
    return None


def _entry(rows: list[Row], places: Places, names: Names, trouble: Trouble) -> Entry:
    entry = Entry(rows, None, places, trouble)
    raw: dict[str, Any] = {"channel": "partner", "help_wanted": []}
    for column in COLUMNS:
        if column.path in places and column.path != GROUP and not column.member:
            _put(raw, column.path, _shared(rows, column, places[column.path], names, trouble))
    _put(raw, MEMBERS, [_member(row, places, trouble) for row in rows])
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
    return _value(filled[0], column, place, names, trouble) if filled else None


def _member(row: Row, places: Places, trouble: Trouble) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in COLUMNS:
        if column.member and column.path in places and not row.at(places[column.path]).is_empty:
            _put(found, column.path, _value(row, column, places[column.path], {}, trouble))
    return found


def _value(row: Row, column: Column, place: int, names: Names, trouble: Trouble) -> Any:
    try:
        if column.path in (TO, DISTRICT):
            return values.named(row.at(place), names[column.path])
        return column.read(row.at(place))
    except values.Wrong as problem:
        trouble.cell(row, place, problem.code)
        return None


def _put(body: dict[str, Any], path: str, value: Any) -> None:
    """What is not said is left out, so that the body's own rules judge it."""
    *way, last = path.split(".")
    for step in way:
        body = body.setdefault(step, {})
    if value is not None:
        body[last] = value
