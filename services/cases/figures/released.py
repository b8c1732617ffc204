"""What analysts see: one table of a whole calendar year, the same for all of them, as it was known on one fixed day.

So nobody subtracts one answer from another: there is no second period that overlaps, no second day of knowledge, no
choice of places, and what was corrected since changes nothing. What remains, sums within the one table, is
`services.cases.figures.disclosure`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.figures import disclosure
from services.cases.figures.asked import Asked
from services.cases.figures.counting import (
    BETWEEN,
    CELL,
    DISTRICT,
    NOBODY,
    ORGANISATION,
    REGION,
    TOTAL,
    Group,
    Tallies,
    Tally,
    count,
)
from services.cases.figures.figure import FIGURES, FOR_ANALYSTS, HIDDEN, Figure, Shown, shown
from services.cases.figures.tables import ALL, Figures, Row, Table, names_of
from services.cases.model import ReleasedFigures
from shared.directory.model import KnownDistrict

PLACES = (REGION, DISTRICT, ORGANISATION)


def released_on(year: int) -> date:
    """A year is told from 1 February of the next (ours), as it was known when January ended."""
    return date(year + 1, 1, 31)


def is_released(year: int, today: date) -> bool:
    return released_on(year) < today


def asked_of(year: int) -> Asked:
    return Asked(date(year, 1, 1), date(year, 12, 31), released_on(year))


def released(session: Session, year: int) -> list[Table] | None:
    """A table for each of PLACES as it was released; None when it was not yet."""
    kept = session.get(ReleasedFigures, year)
    return [_read(session, table) for table in kept.tables] if kept else None


def _read(session: Session, kept: dict[str, Any]) -> Table:
    names = names_of(session, kept["by"])
    rows = [Row(row["key"], names.get(row["key"], row["key"]), _figures(row["figures"])) for row in kept["rows"]]
    return Table(kept["by"], _figures(kept["total"]), sorted(rows, key=lambda row: (row.name, row.key)))


def _figures(kept: dict[str, Any]) -> Figures:
    """In the order in which they are told, which JSON in the database does not keep."""
    return {code: Shown(**kept[code]) for code in FIGURES if code in kept}


def tables_of(session: Session, year: int) -> list[Table]:
    """The tables to release. What is hidden in one is decided for all of them together."""
    found = count(session, asked_of(year), [TOTAL, *PLACES, CELL])
    known = session.execute(select(KnownDistrict.code, KnownDistrict.region))
    regions = {row.code: row.region for row in known}
    hide = {rule: disclosure.hidden(_told(rule, one, regions)) for rule, one in found.items()}
    total = _shown(found, hide, ALL)
    return [Table(place, total, _rows(found, hide, place)) for place in PLACES]


def _told(rule: str, found: Tallies, regions: Mapping[str, str]) -> disclosure.Table:
    """Every share has its counterpart: how many it is not."""
    parts = {tuple(figure.parts) for figure in FOR_ANALYSTS.values() if figure.rule == rule and not figure.mean}
    told = [_cells(found, wanted) for wanted in sorted(parts)]
    everyone = _cells(found, ())
    implied = [{cell: everyone[cell] - one[cell] for cell in everyone} for one in told]
    numbers = [_numbers(found, wanted) for wanted in sorted(parts)]
    of_all = _numbers(found, ())
    less = [{place: of_all[place] - one[place] for place in of_all} for one in numbers]
    return disclosure.Table(told, implied, numbers, less, regions)


def _cells(found: Tallies, wanted: Sequence[str]) -> dict[disclosure.Cell, int]:
    cells = {group: tally for group, tally in found.items() if group.kind == CELL}
    return {_cell(group.key): tally.of(*wanted) for group, tally in cells.items()}


def _cell(key: str) -> disclosure.Cell:
    organisation, district = key.split(BETWEEN, 1)
    return organisation, district


def _numbers(found: Tallies, wanted: Sequence[str]) -> dict[disclosure.Place, int]:
    return {(group.kind, group.key): tally.of(*wanted) for group, tally in found.items() if group.kind != CELL}


def _shown(found: Mapping[str, Tallies], hide: Mapping[str, set[disclosure.Place]], group: Group) -> Figures:
    return {
        code: HIDDEN if tuple(group) in hide[figure.rule] else _open(figure, found[figure.rule].get(group, NOBODY))
        for code, figure in FOR_ANALYSTS.items()
    }


def _open(figure: Figure, tally: Tally) -> Shown:
    """A mean says nothing of one or two, nor of how many it is: that is less than all where something is unknown."""
    if tally.of(*figure.parts) < disclosure.SMALL:
        return HIDDEN
    return replace(shown(figure, tally), of=None) if figure.mean else shown(figure, tally)


def _rows(found: Mapping[str, Tallies], hide: Mapping[str, set[disclosure.Place]], place: str) -> list[Row]:
    """Every place in which anything was counted."""
    keys = {group.key for one in found.values() for group in one if group.kind == place}
    return [Row(key, key, _shown(found, hide, Group(place, key))) for key in sorted(keys)]
