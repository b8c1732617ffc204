"""The columns of a file: what they are called, and what of a body of the API each one fills."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shared.spreadsheets import values
from shared.spreadsheets.table import Row, Trouble, fold
from shared.spreadsheets.values import Read


@dataclass(frozen=True)
class Column:
    """`path` is the place in the body of the API. `headings` are Russian, English, then what else it may be called.
    `needed`: a file without this column is refused. Where several rows make one body: `member` is said by each of them,
    and its path is within the member. `many`: several of what is called by name."""

    path: str
    headings: tuple[str, ...]
    read: Read = values.text
    member: bool = False
    needed: bool = True
    many: bool = False

    def heading(self, language: str) -> str:
        return self.headings[0] if language == "ru" else self.headings[1]


Places = Mapping[str, int]
"""In which column of the file (from 0) each path is."""


def places(headings: Row, columns: Sequence[Column], trouble: Trouble) -> Places:
    """Headings that are unknown, there twice or missing are told."""
    known = _by_heading(columns)
    found: dict[str, int] = {}
    for number, cell in enumerate(headings.cells):
        column = known.get(fold(str(cell.value or "")))
        if column is None:
            if not cell.is_empty:
                trouble.heading(number, "unknown_heading")
        elif column.path in found:
            trouble.heading(number, "duplicate_heading")
        else:
            found[column.path] = number
            trouble.headings[number] = str(cell.value).strip()
    trouble.absent |= {column.path: column.heading("ru") for column in columns if column.path not in found}
    for column in columns:
        if column.needed and column.path in trouble.absent:
            trouble.heading(None, "missing_heading", heading=trouble.absent[column.path])
    return found


def _by_heading(columns: Iterable[Column]) -> dict[str, Column]:
    return {fold(name): column for column in columns for name in (column.path, *column.headings)}
