"""Files of invented families whom an NGO supports already, as it fills them in."""

from datetime import date
from typing import Any

from tests.referrals.family import API, Region
from tests.referrals.sheets import Row, form, xlsx
from tests.support.bench import Answer, Person

HEADINGS = (
    "№ семьи", "Номер дела в прежнем учёте", "Куратор (почта или имя)", "Взяли на сопровождение", "Как пришла семья",
    "Кто направил (организация)", "Основание", "Дата основания", "Форма устройства", "Район", "Адрес", "Телефон",
    "Причины", "Что происходит", "Какая помощь нужна", "Соглашение подписано", "Последняя оценка", "План согласован",
    "Последний мониторинг", "Последний контакт", "Кто это", "Фамилия", "Имя", "Отчество", "Дата рождения",
    "Возраст сейчас", "Подписал соглашение",
)  # fmt: skip


def column(heading: str) -> str:
    number = HEADINGS.index(heading)
    return chr(ord("A") + number) if number < 26 else "A" + chr(ord("A") + number - 26)


def family(number: Any, surname: str = "Щербаков", **changes: Any) -> list[Row]:
    """Two rows: a mother with what all share, and her son. `changes` are by heading, for the first row."""
    first = dict.fromkeys(HEADINGS) | {
        "№ семьи": number, "Взяли на сопровождение": date(2024, 2, 5), "Основание": "Семья согласилась",
        "Дата основания": date(2024, 2, 5), "Форма устройства": "Родная семья", "Район": "lesnoy",
        "Причины": "few_contacts", "Что происходит": "Мама одна растит сына.", "Какая помощь нужна": "social",
        "Соглашение подписано": date(2024, 2, 12), "Последняя оценка": date(2025, 9, 1),
        "План согласован": date(2024, 3, 20), "Последний мониторинг": date(2025, 11, 10),
        "Последний контакт": date(2026, 2, 25), "Кто это": "Мама", "Фамилия": f"{surname}а", "Имя": "Алёна",
    } | changes  # fmt: skip
    son = dict.fromkeys(HEADINGS) | {
        "№ семьи": number, "Кто это": "child", "Фамилия": surname, "Имя": "Фёдор", "Дата рождения": date(2016, 5, 9),
    }  # fmt: skip
    return [list(first.values()), list(son.values())]


def sheet(rows: list[Row]) -> bytes:
    return xlsx(rows, HEADINGS)


def send(region: Region, data: bytes, query: str = "", by: Person | None = None, **options: Any) -> Answer:
    body, kind = form(data)
    who = by or region.coordinator
    return who.api.post(f"{API}/imports/cases{query}", raw=body, headers={"Content-Type": kind}, **options)
