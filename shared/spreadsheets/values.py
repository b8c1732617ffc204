"""What a cell says, as the API's body would say it. Each raises Wrong for what cannot be read."""

import re
from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from typing import Any

from shared.codes import CodeList
from shared.spreadsheets.table import Cell, fold

_RUSSIAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_APART = re.compile(r"[;\n]+")

_YES_NO = {"да": True, "yes": True, "нет": False, "no": False}

Read = Callable[[Cell], Any]


class Wrong(Exception):
    """`code` says what is wrong with a cell."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: Cell) -> str:
    """Numbers as they are written: a phone, a house, a number in a list. Of a date nobody knows what it was: a program
    makes one of house 12/3 and of file 12/2024."""
    _require_content(cell)
    if cell.kind == "number":
        return _digits(cell.value)
    if cell.kind == "date":
        raise Wrong("became_date")
    if cell.kind != "text":
        raise Wrong("type")
    return str(cell.value).strip()


def day(cell: Cell) -> str:
    """YYYY-MM-DD of a cell that holds a date, or of дд.мм.гггг or ISO as text. A bare number is no date: whether it
    counts from 1900 or 1904 nothing says."""
    _require_content(cell)
    if isinstance(cell.value, date):
        return cell.value.isoformat()
    typed = str(cell.value).strip() if cell.kind == "text" else ""
    if found := _RUSSIAN_DAY.fullmatch(typed):
        return _day(found[3], found[2], found[1])
    if found := _ISO_DAY.fullmatch(typed):
        return _day(found[1], found[2], found[3])
    raise Wrong("invalid_date")


def whole(cell: Cell) -> int:
    _require_content(cell)
    typed = _digits(cell.value) if cell.kind == "number" else str(cell.value).strip()
    if cell.kind not in ("number", "text") or not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Wrong("not_whole")
    return int(typed)


def code(codes: CodeList) -> Read:
    """One code, by itself or by its Russian or English text."""
    known = _known(codes)

    def read(cell: Cell) -> str:
        found = known.get(fold(text(cell)))
        if found is None:
            raise Wrong("unknown_code")
        return found

    return read


def several(codes: CodeList) -> Read:
    """Several of them, with semicolons or line breaks between; commas do where no text holds one."""
    known = _known(codes)

    def read(cell: Cell) -> list[str]:
        found = [known.get(fold(one)) for one in _pieces(text(cell), known)]
        if None in found:
            raise Wrong("unknown_code")
        return [one for one in found if one]

    return read


def named(cell: Cell, names: Mapping[str, Iterable[str]]) -> str:
    """What has this name; `names` are folded. Raises Wrong when nothing or more than one thing has it."""
    found = set(names.get(fold(text(cell)), ()))
    if len(found) != 1:
        raise Wrong("ambiguous" if found else "not_found")
    return found.pop()


def all_named(cell: Cell, names: Mapping[str, Iterable[str]]) -> list[str]:
    """What has these names, parted as `several` parts them. Raises Wrong as `named` does."""
    return [named(Cell(one, "text"), names) for one in _pieces(text(cell), names)]


def yes_no(cell: Cell) -> bool:
    """Yes or no, in Russian or English."""
    said = _YES_NO.get(fold(text(cell)))
    if said is None:
        raise Wrong("not_yes_or_no")
    return said


def _require_content(cell: Cell) -> None:
    if cell.kind in ("formula", "error"):
        raise Wrong(cell.kind if cell.kind == "formula" else "error_value")


def _digits(value: Any) -> str:
    """79005550177.0 is 79005550177."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _day(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise Wrong("invalid_date") from None


def _known(codes: CodeList) -> dict[str, str]:
    texts = {fold(codes.text(one, language)): one for language in ("ru", "en") for one in codes}
    return texts | {fold(one): one for one in codes}


def _pieces(typed: str, known: Container[str]) -> Iterable[str]:
    for piece in _APART.split(typed):
        if fold(piece) in known:
            yield piece
        else:
            yield from (one for one in piece.split(",") if one.strip())
