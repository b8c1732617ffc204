"""Files of invented families, as referrers fill them in."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook

from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person
from tests.support.sheets import Row, filled_in, form, repacked, typed, workbook

__all__ = ["Row", "form", "repacked"]

HEADINGS = (
    "№ направления", "Кому (организация)", "Срочность", "Основание", "Дата основания", "Форма устройства", "Район",
    "Адрес", "Телефон", "Причины", "Что происходит", "Какая помощь нужна",
    "Кто это", "Фамилия", "Имя", "Отчество", "Дата рождения", "Возраст",
)  # fmt: skip


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
    return workbook(headings, rows, change)


def delimited(
    rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8-sig", headings: Sequence[str] = HEADINGS
) -> bytes:
    return typed(headings, rows, delimiter, encoding)


def send(region: Region, data: bytes, query: str = "", by: Person | None = None, **options: Any) -> Answer:
    body, kind = form(data)
    who = by or region.referrer
    return who.api.post(f"{API}/imports{query}", raw=body, headers={"Content-Type": kind}, **options)


def filled_template(data: bytes, to: str) -> bytes:
    """The XLSX template with its example made a referral."""
    return filled_in(data, (2, 1, 1), (3, 1, 1), (2, 2, to))


def references(answer: Answer) -> list[str]:
    assert answer.status == 201, answer.text
    return [one["reference"] for one in answer.json["referrals"]]


def names_in(text: str) -> list[str]:
    return re.findall("Щербаков|Алён|Фёдор|9005550177|Садовая", text)
