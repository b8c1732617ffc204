"""Files of invented families, as referrers fill them in."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook

from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person

HEADINGS = (
    "№ направления", "Кому (организация)", "Срочность", "Основание", "Дата основания", "Форма устройства", "Район",
    "Адрес", "Телефон", "Причины", "Что происходит", "Какая помощь нужна",
    "Кто это", "Фамилия", "Имя", "Отчество", "Дата рождения", "Возраст",
)  # fmt: skip

Row = list[Any]


def column(heading: str) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[HEADINGS.index(heading)]


def household(number: Any, to: Any, surname: str = "Щербаков", **changes: Any) -> list[Row]:
    """Two rows: a mother with what all share, and her son. `changes` are by heading, for the first row."""
    first = dict.fromkeys(HEADINGS) | {
        "№ направления": number, "Кому (организация)": str(to), "Срочность": "Срочно",
        "Основание": "Семья согласилась", "Дата основания": date(2025, 3, 1), "Форма устройства": "Родная семья",
        "Район": "lesnoy", "Телефон": 89005550177, "Причины": "Мало близких и знакомых вокруг; risk_of_losing_care",
        "Что происходит": "Мама одна растит сына.", "Какая помощь нужна": "psychological, social",
        "Кто это": "Мама", "Фамилия": f"{surname}а", "Имя": "Алёна", "Отчество": "Олеговна",
    } | changes  # fmt: skip
    son = dict.fromkeys(HEADINGS) | {
        "№ направления": number, "Кто это": "child", "Фамилия": surname, "Имя": "Фёдор",
        "Дата рождения": date(2016, 5, 9),
    }  # fmt: skip
    return [list(first.values()), list(son.values())]


def xlsx(
    rows: Sequence[Row], headings: Sequence[str] = HEADINGS, change: Callable[[Workbook], Any] | None = None
) -> bytes:
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    if change:
        change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def delimited(
    rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8-sig", headings: Sequence[str] = HEADINGS
) -> bytes:
    text = io.StringIO()
    typed = [[f"{one:%d.%m.%Y}" if isinstance(one, date) else one for one in row] for row in rows]
    csv.writer(text, delimiter=delimiter).writerows([headings, *typed])
    return text.getvalue().encode(encoding)


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one of its parts changed by hand."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return kept.getvalue()


def form(data: bytes, field: str = "file") -> tuple[bytes, str]:
    """A form with one file, and its content type; the boundary is another each time, as browsers' are."""
    boundary = f"line-{id(data)}-{len(data)}"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="Семья Щербаковых.xlsx"\r\n\r\n'
    return head.encode() + data + f"\r\n--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def send(region: Region, data: bytes, query: str = "", by: Person | None = None, **options: Any) -> Answer:
    body, kind = form(data)
    who = by or region.referrer
    return who.api.post(f"{API}/imports{query}", raw=body, headers={"Content-Type": kind}, **options)


def filled_template(data: bytes, to: str) -> bytes:
    """The XLSX template with its example made a referral."""
    book = load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    for row in (2, 3):
        sheet.cell(row, 1).value = 1
    sheet.cell(2, 2).value = to
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def references(answer: Answer) -> list[str]:
    assert answer.status == 201, answer.text
    return [one["reference"] for one in answer.json["referrals"]]


def names_in(text: str) -> list[str]:
    return re.findall("Щербаков|Алён|Фёдор|9005550177|Садовая", text)
