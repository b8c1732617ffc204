"""Files of referrals: one row for each member of a family, XLSX or CSV, read into the bodies that the API takes."""

from services.referrals.imports.columns import LAYOUT
from services.referrals.imports.households import Entry, entries
from shared.spreadsheets import files
from shared.spreadsheets.bodies import Names

File = files.File[Entry]

__all__ = ["Entry", "File", "Names", "read"]


def read(data: bytes, names: Names) -> File:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    return files.read(data, LAYOUT, lambda table: entries(table.rows, table.places, names, table.trouble))
