"""An XLSX file looked at before it is opened: how large it grows, and what its sheets hold that no import may rest on.

The file is a ZIP of XML parts, written by whoever sends it: a few kilobytes can grow to gigabytes, and a part may name
entities that grow further. Both are refused here, before the library that reads sheets sees them.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from shared.spreadsheets.table import COLUMNS_AT_MOST, Unreadable

UNPACKED_AT_MOST = 16 * 1024 * 1024
PARTS_AT_MOST = 500
CELLS_AT_MOST = 200_000
LETTERS_AT_MOST = 3
"""The last column of any spreadsheet is XFD. Reckoning with a name of a million letters would take minutes."""

OTHERS_AT_MOST = 200_000
"""Elements of a part beside cells: texts, styles. The library makes an object of each, and takes its time."""

FORMAT_AT_MOST = 255
PRINTED_AT_MOST = 8_192
"""Signs of a number's format, and of all that is to be printed: what Excel takes. The library looks for patterns in
both, and needs four times as long for twice as much."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)


@dataclass
class Part:
    """What one XML part holds; `formulas` are (row from 1, column from 0), and so is the end of what has a value.
    `hidden_values`: some stand in columns that are hidden."""

    values: int = 0
    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    merged: bool = False
    hidden_rows: bool = False
    hidden_values: bool = False
    formulas: set[tuple[int, int]] = field(default_factory=set)


def parts(data: bytes) -> dict[str, Part]:
    """The parts by name. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _require_bounded(archive)
            return {name: _looked_at(name, archive.read(name)) for name in archive.namelist()}
    except _BROKEN:
        raise Unreadable("broken_file") from None


def _require_bounded(archive: zipfile.ZipFile) -> None:
    """By the sizes that the file declares: more than that is never unpacked."""
    entries = archive.infolist()
    if len(entries) > PARTS_AT_MOST or sum(entry.file_size for entry in entries) > UNPACKED_AT_MOST:
        raise Unreadable("too_large_unpacked")
    if any(entry.compress_type not in _METHODS or entry.flag_bits & 1 for entry in entries):
        raise Unreadable("broken_file")
    if "xl/workbook.xml" not in archive.namelist():
        raise Unreadable("not_a_spreadsheet")


def _looked_at(name: str, content: bytes) -> Part:
    """Whatever it is called: the file itself says which of its parts are XML. A picture is none, and holds nothing."""
    try:
        return _read(content)
    except expat.ExpatError:
        if name.endswith((".xml", ".rels")):
            raise Unreadable("broken_file") from None
        return Part()


def _read(xml: bytes) -> Part:
    scan = _Scan()
    scan.parser.Parse(xml, True)
    return scan.part


class _Scan:
    def __init__(self) -> None:
        self.part = Part()
        self.row = self.column = 0
        self.others = self.printed = 0
        self.hidden: set[int] = set()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _doctype(self, *_: Any) -> None:
        raise Unreadable("broken_file")  # no program that makes spreadsheets writes one

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        seen = _ELEMENTS.get(local)
        if seen:
            seen(self, attributes)
        if local not in _OF_CELLS:
            self._on_other()

    def _end(self, _: str) -> None:
        self.parser.CharacterDataHandler = None

    def _on_other(self) -> None:
        self.others += 1
        if self.others > OTHERS_AT_MOST:
            raise Unreadable("too_large_unpacked")

    def _on_format(self, attributes: dict[str, str]) -> None:
        if len(attributes.get("formatCode", "")) > FORMAT_AT_MOST:
            raise Unreadable("broken_file")

    def _on_name(self, attributes: dict[str, str]) -> None:
        if attributes.get("name", "").startswith("_xlnm.Print"):
            self.parser.CharacterDataHandler = self._on_printed

    def _on_printed(self, text: str) -> None:
        self.printed += len(text)
        if self.printed > PRINTED_AT_MOST:
            raise Unreadable("broken_file")

    def _on_column(self, attributes: dict[str, str]) -> None:
        """Columns `min` to `max`, from 1; programs hide all that are empty to the sheet's end."""
        if _is_hidden(attributes):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.hidden.update(range(max(first - 1, 0), min(last, COLUMNS_AT_MOST)))

    def _on_row(self, attributes: dict[str, str]) -> None:
        said, before = attributes.get("r", ""), self.row
        self.row = int(said) if said.isascii() and said.isdigit() else before + 1
        if self.row <= before:
            raise Unreadable("broken_file")  # the library leaves such a row out in silence
        self.column = -1
        self.part.hidden_rows |= _is_hidden(attributes)

    def _on_cell(self, attributes: dict[str, str]) -> None:
        letters = "".join(sign for sign in attributes.get("r", "") if sign.isalpha())
        if len(letters) > LETTERS_AT_MOST:
            raise Unreadable("too_many_columns")
        self.column = _column(letters) if letters else self.column + 1
        self.part.cells += 1
        if self.part.cells > CELLS_AT_MOST:
            raise Unreadable("too_many_rows")

    def _on_formula(self, _: dict[str, str]) -> None:
        self.part.formulas.add((self.row, self.column))
        self._on_value({})

    def _on_value(self, _: dict[str, str]) -> None:
        self.part.values += 1
        self.part.last_row = max(self.part.last_row, self.row)
        self.part.last_column = max(self.part.last_column, self.column)
        self.part.hidden_values |= self.column in self.hidden

    def _on_merge(self, _: dict[str, str]) -> None:
        self.part.merged = True


_ELEMENTS = {
    "numFmt": _Scan._on_format,
    "definedName": _Scan._on_name,
    "col": _Scan._on_column,
    "row": _Scan._on_row,
    "c": _Scan._on_cell,
    "f": _Scan._on_formula,
    "v": _Scan._on_value,
    "is": _Scan._on_value,
    "mergeCell": _Scan._on_merge,
}

_OF_CELLS = frozenset({"row", "c", "v", "f", "is", "t"})


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden", "0") in ("1", "true")


def _column(letters: str) -> int:
    number = 0
    for sign in letters.upper():
        number = number * 26 + ord(sign) - ord("A") + 1
    return number - 1
