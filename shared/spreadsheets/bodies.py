"""Rows become the bodies that the API takes, and the errors of a body find their cells again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError

from shared.spreadsheets import values
from shared.spreadsheets.columns import Column, Places
from shared.spreadsheets.files import Layout, Table
from shared.spreadsheets.table import Row, Trouble, fold
from shared.spreadsheets.template import EXAMPLE
from shared.web.fields import dotted

Names = Mapping[str, Mapping[str, list[str]]]
"""Of what is called by name (organisations, districts) by the path that it fills: what a folded name may mean."""


@dataclass
class Entry:
    """One body from one row, as its schema loads it; `body` is None when any of it cannot be read: what is left would
    be refused for what it only seems to lack."""

    row: Row
    body: dict[str, Any] | None
    places: Places
    trouble: Trouble

    def refuse(self, errors: Mapping[str, list[str]]) -> None:
        """Tell what is wrong with the body where it stands in the file."""
        for path, codes in errors.items():
            for code in codes:
                self.trouble.cell(self.row, place_of(path, self.places), code, path)


def entries(table: Table, layout: Layout, key: str, schema: Schema, names: Names) -> list[Entry]:
    """One for each row, in the file's order; `key` is the path of the column that tells examples."""
    rows = [row for row in table.rows if not _is_example(row, table.places[key])]
    return [_entry(row, table, layout, schema, names) for row in rows]


def _is_example(row: Row, place: int) -> bool:
    return fold(str(row.at(place).value or "")) in EXAMPLE


def _entry(row: Row, table: Table, layout: Layout, schema: Schema, names: Names) -> Entry:
    entry = Entry(row, None, table.places, table.trouble)
    before = len(table.trouble.errors)
    raw: dict[str, Any] = {}
    for column in layout.columns:
        place = table.places.get(column.path)
        if place is not None and not row.at(place).is_empty:
            put(raw, column.path, value(row, column, place, names, table.trouble))
    try:
        body = schema.load(raw)
        entry.body = body if len(table.trouble.errors) == before else None
    except ValidationError as problem:
        entry.refuse(dotted(problem.messages))
    return entry


def groups(rows: list[Row], place: int, trouble: Trouble) -> Iterator[list[Row]]:
    """Rows that make one record: with the same number, one after the other. The same number further below is refused:
    of two lists pasted into one, both may begin at 1, and two records must not become one."""
    found: dict[str, list[Row]] = {}
    last = None
    for row in rows:
        number = _number(row, place, trouble)
        if number is None or number in EXAMPLE:
            continue
        if number in found and number != last:
            trouble.cell(row, place, "not_together")
        found.setdefault(number, []).append(row)
        last = number
    yield from found.values()


def _number(row: Row, place: int, trouble: Trouble) -> str | None:
    cell = row.at(place)
    try:
        if not cell.is_empty:
            return fold(values.text(cell))
        trouble.cell(row, place, "required")
    except values.Wrong as problem:
        trouble.cell(row, place, problem.code)
    return None


def place_of(path: str, places: Places) -> int | None:
    """A path within a cell's own list is that cell."""
    while path and path not in places:
        path = path.rpartition(".")[0]
    return places.get(path)


def value(row: Row, column: Column, place: int, names: Names, trouble: Trouble) -> Any:
    """None, and told, when the cell cannot be read."""
    try:
        if column.path in names:
            read = values.all_named if column.many else values.named
            return read(row.at(place), names[column.path])
        return column.read(row.at(place))
    except values.Wrong as problem:
        trouble.cell(row, place, problem.code)
        return None


def put(body: dict[str, Any], path: str, value: Any) -> None:
    """What is not said is left out, so that the body's own rules judge it."""
    *way, last = path.split(".")
    for step in way:
        body = body.setdefault(step, {})
    if value is not None:
        body[last] = value
