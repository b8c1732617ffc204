"""Files of families whom an organisation supports already: one row for each member, with the real days of the case."""

from services.referrals.imports import File
from services.referrals.imports.cases.columns import GROUP, LAYOUT
from services.referrals.imports.households import Entry, Kind, entries
from services.referrals.schemas.carried_over import CarriedOver
from shared.spreadsheets import files
from shared.spreadsheets.bodies import Names
from shared.spreadsheets.files import Table
from shared.spreadsheets.table import Unreadable

CASES_AT_MOST = 200
"""Ours: so many are imported in one transaction within some seconds."""

KIND = Kind(LAYOUT, GROUP, CarriedOver, {"help_wanted": []})

__all__ = ["CASES_AT_MOST", "read"]


def read(data: bytes, names: Names) -> File:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    return files.read(data, LAYOUT, lambda table: _bounded(table, names))


def _bounded(table: Table, names: Names) -> list[Entry]:
    found = entries(table, KIND, names)
    if len(found) > CASES_AT_MOST:
        raise Unreadable("too_many_cases")
    return found
