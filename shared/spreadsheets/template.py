"""What to fill in: the headings, an invented example that is never imported, and the codes with their texts."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.codes import CodeList
from shared.spreadsheets.files import Layout
from shared.spreadsheets.xlsx_table import CODES_SHEET

EXAMPLE = ("пример", "example")
"""What stands in the key column of the template's own rows: they are never imported."""

LANGUAGES = ("ru", "en")
_WIDTH = 24


@dataclass(frozen=True)
class Template:
    """`examples` are the rows of a language, values by path; `codes` the lists, each with the path that takes it."""

    layout: Layout
    examples: Callable[[str], Sequence[Mapping[str, Any]]]
    codes: Sequence[tuple[str, CodeList]]


def rows(template: Template, language: str) -> list[list[Any]]:
    """Headings and example; days as dates."""
    columns = template.layout.columns
    headings = [column.heading(language) for column in columns]
    return [headings, *([one.get(column.path) for column in columns] for one in template.examples(language))]


def as_csv(template: Template, language: str) -> bytes:
    """UTF-8 with its mark and semicolons: so Excel opens it with a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[written(value) for value in row] for row in rows(template, language)])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(template: Template, language: str) -> bytes:
    from openpyxl import Workbook  # 15 MB of memory that only an import needs

    book = Workbook()
    sheet, codes = book.active, book.create_sheet(CODES_SHEET[language])
    sheet.title = template.layout.sheets[LANGUAGES.index(language)]
    for row in rows(template, language):
        sheet.append(row)
    _set_out(sheet)
    for line in _code_lines(template, language):
        codes.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def example(language: str) -> str:
    """What to write into the key column of an example."""
    return EXAMPLE[LANGUAGES.index(language)]


def coded(codes: CodeList, chosen: Sequence[str], language: str) -> str:
    """Codes as someone types them, in words."""
    return "; ".join(codes.text(one, language) for one in chosen)


def _set_out(sheet: Any) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for number, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "DD.MM.YYYY" if cell.is_date else "@"
    sheet.freeze_panes = "A2"


def written(value: Any) -> str:
    """As somebody types it."""
    if value is None:
        return ""
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _code_lines(template: Template, language: str) -> list[list[str]]:
    headings = {column.path: column.heading(language) for column in template.layout.columns}
    lines = [["", "code", "русский", "English"]]
    for path, codes in template.codes:
        lines += [[headings[path], one, codes.text(one, "ru"), codes.text(one, "en")] for one in codes]
    return lines
