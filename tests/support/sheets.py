"""Spreadsheets as people make them, and the forms in which browsers send them."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

Row = list[Any]


def workbook(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], change: Callable[[Workbook], Any] | None = None
) -> bytes:
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(list(row))
    if change:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def typed(
    headings: Sequence[str], rows: Sequence[Sequence[Any]], delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """CSV, with days as Russians write them."""
    text = io.StringIO()
    written = [[f"{one:%d.%m.%Y}" if isinstance(one, date) else one for one in row] for row in rows]
    csv.writer(text, delimiter=delimiter).writerows([headings, *written])
    return text.getvalue().encode(encoding)


def filled_in(template: bytes, *changes: tuple[int, int, Any]) -> bytes:
    """The first sheet of a workbook with other values: row and column from 1."""
    book = load_workbook(io.BytesIO(template))
    for row, column, value in changes:
        book.worksheets[0].cell(row, column).value = value
    return saved(book)


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed by hand."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return kept.getvalue()


def form(data: bytes, field: str = "file", name: str = "Семья Щербаковых.xlsx") -> tuple[bytes, str]:
    """A form with one file, and its content type; the boundary is another each time, as browsers' are."""
    boundary = f"line-{id(data)}-{len(data)}"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return head.encode() + data + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def shared_text(data: bytes, mark: str, text: str) -> bytes:
    """The same workbook with one shared text in all cells that hold `mark`, as programs write what is there often."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _pointing(old.read(name).decode(), mark))
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}"><si><t xml:space="preserve">{text}</t></si></sst>')
    return kept.getvalue()


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _pointing(part: str, mark: str) -> str:
    part = part.replace(f't="inlineStr"><is><t>{mark}</t></is>', 't="s"><v>0</v>')
    return part.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}"/></Types>')
