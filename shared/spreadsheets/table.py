"""What a file holds, whatever its format: headings and rows of cells, and what is wrong with them, by place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shared.codes import CodeList
from shared.problems import Invalid
from shared.spreadsheets.codes import CELL_KINDS

ROWS_AT_MOST = 5_000
COLUMNS_AT_MOST = 60
ERRORS_AT_MOST = 200  # nobody corrects more in one go, and an answer stays readable
HEADINGS = "headings"


class Unreadable(Exception):
    """Nothing can be made of the file as a whole; `code` is one of `codes.import_errors`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Cell:
    """`kind` is one of `codes.CELL_KINDS`: what was found, in a word that shows nothing of it."""

    value: str | int | float | date | None = None
    kind: str = "empty"

    @property
    def is_empty(self) -> bool:
        return self.kind == "empty"


EMPTY = Cell()


def text_cell(text: str) -> Cell:
    """A cell that was typed or came from CSV. What begins with “=” a program would reckon."""
    stripped = text.strip()
    if not stripped:
        return EMPTY
    return Cell(None, "formula") if stripped.startswith("=") else Cell(text, "text")


@dataclass(frozen=True)
class Row:
    """`number` as the program shows it that opens the file, from 1."""

    number: int
    cells: Sequence[Cell]

    def at(self, column: int | None) -> Cell:
        return self.cells[column] if column is not None and column < len(self.cells) else EMPTY

    @property
    def is_empty(self) -> bool:
        return all(cell.is_empty for cell in self.cells)


@dataclass
class Trouble:
    """What is wrong, in the order in which it was found, in the words of `codes`. `headings` are those that we know: of
    a file without any, the first row is people. `absent`: by path, what the columns are called that the file lacks."""

    codes: CodeList
    headings: dict[int, str] = field(default_factory=dict)
    absent: dict[str, str] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    found: list[dict[str, Any]] = field(default_factory=list)

    def heading(self, column: int | None, code: str, **more: Any) -> None:
        self._add(HEADINGS if column is None else f"{HEADINGS}.{letter(column)}", code, column, **more)

    def cell(self, row: Row, column: int | None, code: str, path: str = "") -> None:
        """Without a column, the row as a whole; where `path` has one that the file lacks, that is named."""
        place = f"rows.{row.number}" if column is None else f"rows.{row.number}.{letter(column)}"
        if place in self.errors and column is not None:
            return
        kind = both(CELL_KINDS, row.at(column).kind) if column is not None else None
        named = {"heading": self.absent[path]} if column is None and path in self.absent else {}
        self._add(place, code, column, row=row.number, found=kind, **named)

    def _add(self, place: str, code: str, column: int | None, **more: Any) -> None:
        codes = self.errors.setdefault(place, [])
        codes += [code] if code not in codes else []
        heading = self.headings.get(column) if column is not None else None
        self.found.append(told(place, code, column, heading, errors=self.codes) | more)

    def refusal(self) -> Invalid:
        """The errors by place, and the same in words; a bounded number of them, and how many more there are."""
        shown = dict(list(self.errors.items())[:ERRORS_AT_MOST])
        found = [one for one in self.found if one["place"] in shown]
        left = len(self.errors) - len(shown)
        return Invalid(shown, "The file has errors. Nothing was imported.", details=found, more=left)


def told(
    place: str, code: str, column: int | None = None, heading: str | None = None, *, errors: CodeList
) -> dict[str, Any]:
    """What is wrong, in words, with nothing of what stands there."""
    lettered = None if column is None else letter(column)
    text = both(errors, code)
    return {"place": place, "row": None, "column": lettered, "heading": heading, "code": code, "text": text}


def both(codes: CodeList, code: str) -> dict[str, str]:
    return {language: codes.text(code, language) for language in ("ru", "en")}


def letter(column: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def fold(text: str) -> str:
    """One form for the ways of writing a heading, a name or a code: case, ё, blanks, quotation marks, stars."""
    plain = text.casefold().replace("ё", "е")
    for sign in "_.*«»“”„\"'":
        plain = plain.replace(sign, " ")
    return " ".join(plain.split())
