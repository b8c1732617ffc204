"""Files of referrals: one row for each member of a family, XLSX or CSV, read into the bodies that the API takes."""

from services.referrals.imports.columns import GROUP, LAYOUT
from services.referrals.imports.households import Entry, Kind, entries
from services.referrals.schemas.referrals import Submission
from shared.spreadsheets import files
from shared.spreadsheets.bodies import Names

File = files.File[Entry]

KIND = Kind(LAYOUT, GROUP, Submission, {"channel": "partner", "help_wanted": []})

__all__ = ["Entry", "File", "Names", "read"]


def read(data: bytes, names: Names) -> File:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    return files.read(data, LAYOUT, lambda table: entries(table, KIND, names))
