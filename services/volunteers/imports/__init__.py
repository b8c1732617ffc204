"""Files of volunteers and contact families: one row for each, XLSX or CSV, read into what the register takes."""

from services.volunteers.imports.columns import EMAIL, LAYOUT
from services.volunteers.schemas.imports import ImportedVolunteer
from shared.spreadsheets import bodies, files
from shared.spreadsheets.bodies import Entry, Names

File = files.File[Entry]

__all__ = ["Entry", "File", "Names", "read"]


def read(data: bytes, names: Names) -> File:
    """Raises Invalid where no single row can be judged: the file, its headings, its size."""
    return files.read(data, LAYOUT, lambda table: bodies.entries(table, LAYOUT, EMAIL, ImportedVolunteer(), names))
