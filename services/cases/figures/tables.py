"""The tables that are answered: all in one row, then a row for each group, each with every figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.figures.asked import Asked
from services.cases.figures.counting import NOBODY, TOTAL, Group, Tallies, count
from services.cases.figures.figure import FIGURES, Figure, Shown, shown
from shared.directory.model import KnownDistrict, KnownOrganisation

YEAR = "year"
BY = ("organisation", "district", "region", YEAR)
ALL = Group(TOTAL, "")

Figures = Mapping[str, Shown]


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class Table:
    """`by`: one of BY, or None when only all together was asked."""

    by: str | None
    total: Figures
    rows: list[Row]


def table(session: Session, asked: Asked, by: str | None) -> Table:
    """Everything open, for those who may see the cases themselves."""
    if by == YEAR:
        rows = [_year(session, one) for one in years(asked)]
        return Table(by, row_of(count(session, asked, [TOTAL]), ALL), rows)
    found = count(session, asked, [TOTAL, by] if by else [TOTAL])
    return Table(by, row_of(found, ALL), rows_of(session, found, by) if by else [])


def row_of(found: Mapping[str, Tallies], group: Group, figures: Mapping[str, Figure] = FIGURES) -> Figures:
    return {code: shown(figure, found[figure.rule].get(group, NOBODY)) for code, figure in figures.items()}


def rows_of(session: Session, found: Mapping[str, Tallies], by: str) -> list[Row]:
    """A row for each group in which anything was counted, by name."""
    keys = {group.key for one in found.values() for group in one if group.kind == by}
    names = names_of(session, by)
    rows = [Row(key, names.get(key, key), row_of(found, Group(by, key))) for key in keys]
    return sorted(rows, key=lambda row: (row.name, row.key))


def names_of(session: Session, by: str) -> dict[str, str]:
    if by == "organisation":
        known = session.execute(select(KnownOrganisation.id, KnownOrganisation.name))
        return {str(id): name for id, name in known}
    if by == "district":
        return {row.code: row.name for row in session.execute(select(KnownDistrict.code, KnownDistrict.name))}
    return {}


def years(asked: Asked) -> Iterator[Asked]:
    """Each calendar year of the period, as far as it lies in it."""
    for year in range(asked.first.year, asked.last.year + 1):
        first, last = max(asked.first, date(year, 1, 1)), min(asked.last, date(year, 12, 31))
        yield replace(asked, first=first, last=last)


def _year(session: Session, asked: Asked) -> Row:
    year = str(asked.first.year)
    return Row(year, year, row_of(count(session, asked, [TOTAL]), ALL))
