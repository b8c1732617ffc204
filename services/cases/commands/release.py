"""Outcome figures are released to analysts: each year once."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from services.cases.figures.asked import today
from services.cases.figures.released import is_released, tables_of
from services.cases.figures.tables import Table
from services.cases.model import Case, ReleasedFigures
from shared import clock

_LOCK = 7_102


def release_due(session: Session) -> int:
    """Make the tables of the latest year that is due and has none; the number of tables of years made."""
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    year = _due(session)
    if year is None:
        return 0
    kept = [_kept(table) for table in tables_of(session, year)]
    session.add(ReleasedFigures(year=year, released_at=clock.now(), tables=kept))
    session.flush()
    return 1


def _due(session: Session) -> int | None:
    first = session.scalar(select(func.min(Case.opened_on)))
    done = set(session.scalars(select(ReleasedFigures.year)))
    years = range(today().year, first.year - 1, -1) if first else ()
    return next((year for year in years if is_released(year, today()) and year not in done), None)


def _kept(table: Table) -> dict[str, Any]:
    """Without names, which may change."""
    rows = [{"key": row.key, "figures": _figures(row.figures)} for row in table.rows]
    return {"by": table.by, "total": _figures(table.total), "rows": rows}


def _figures(figures: Any) -> dict[str, Any]:
    return {code: asdict(figure) for code, figure in figures.items()}
