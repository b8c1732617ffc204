"""What to fill in: the headings, one invented family as an example, and the codes with their texts."""

import csv
import io
from datetime import date
from typing import Any

from services.referrals.imports.columns import COLUMNS
from shared.codes import BASIS, CHANNELS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES, CodeList

SHEETS = {"ru": ("Направления", "Коды"), "en": ("Referrals", "Codes")}
_CODED: tuple[CodeList, ...] = (CHANNELS, URGENCIES, BASIS, FAMILY_KINDS, REASONS, HELP_KINDS, MEMBER_ROLES)
_GROUP = {"ru": "пример", "en": "example"}
_TO = {"ru": "Название организации", "en": "Name of the organisation"}
_WIDTH = 24

_FAMILY: dict[str, Any] = {
    "basis.given_on": date(2026, 3, 2),
    "family.address": "ул. Садовая, д. 14, кв. 3",
    "family.phone": "+7 900 555-01-77",
    "narrative": "Мама одна растит сына, после потери работы ей трудно справляться с тревогой.",
}
_CODES: dict[str, tuple[CodeList, tuple[str, ...]]] = {
    "channel": (CHANNELS, ("partner",)),
    "urgency": (URGENCIES, ("routine",)),
    "basis.kind": (BASIS, ("consent",)),
    "family.kind": (FAMILY_KINDS, ("blood",)),
    "reasons": (REASONS, ("few_contacts", "no_job_skills")),
    "help_wanted": (HELP_KINDS, ("psychological", "social")),
}
_MEMBERS: tuple[dict[str, Any], ...] = (
    {"role": "mother", "last_name": "Тестова", "first_name": "Алёна", "middle_name": "Олеговна"},
    {"role": "child", "last_name": "Тестов", "first_name": "Фёдор", "born_on": date(2016, 5, 9)},
)


def rows(language: str) -> list[list[Any]]:
    """Headings and example; days as dates."""
    headings = [column.heading(language) for column in COLUMNS]
    first, second = (_example(member, language) for member in _MEMBERS)
    common = _common(language)
    return [headings, _row(common | first), _row({"referral": common["referral"]} | second)]


def as_csv(language: str) -> bytes:
    """UTF-8 with its mark and semicolons: so Excel opens it with a double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([[_typed(value) for value in row] for row in rows(language)])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(language: str) -> bytes:
    from openpyxl import Workbook  # 15 MB of memory that only an import needs
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet, codes = book.active, book.create_sheet(SHEETS[language][1])
    sheet.title = SHEETS[language][0]
    for row in rows(language):
        sheet.append(row)
    for number, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.number_format = "DD.MM.YYYY" if cell.is_date else "@"
    sheet.freeze_panes = "A2"
    for line in _code_lines(language):
        codes.append(line)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _common(language: str) -> dict[str, Any]:
    coded = {path: "; ".join(codes.text(one, language) for one in chosen) for path, (codes, chosen) in _CODES.items()}
    place = {"referral": _GROUP[language], "to_organisation": _TO[language], "family.district": "lesnoy"}
    return _FAMILY | coded | place


def _example(member: dict[str, Any], language: str) -> dict[str, Any]:
    return member | {"role": MEMBER_ROLES.text(member["role"], language)}


def _row(values: dict[str, Any]) -> list[Any]:
    return [values.get(column.path) for column in COLUMNS]


def _typed(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _code_lines(language: str) -> list[list[str]]:
    headings = {column.path: column.heading(language) for column in COLUMNS}
    lists = {"channels": "channel", "urgencies": "urgency", "basis": "basis.kind", "family_kinds": "family.kind"}
    lists |= {"reasons": "reasons", "member_roles": "role"}
    lines = [["", "code", "русский", "English"]]
    for codes in _CODED:
        name = headings[lists.get(codes.name, "help_wanted")]
        lines += [[name, one, codes.text(one, "ru"), codes.text(one, "en")] for one in codes]
    return lines
