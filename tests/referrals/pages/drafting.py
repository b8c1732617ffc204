"""Writing a referral in a browser, as a referrer does: what is typed on which page."""

from typing import Any

from tests.referrals.family import Region
from tests.support.pages import Browser, Page

WHOM: dict[str, Any] = {
    "channel": "partner",
    "basis.kind": "consent",
    "basis.given_on": "01.03.2025",
}
MOTHER = {"role": "mother", "last_name": "Щербакова", "first_name": "Алёна"}
SON = {"role": "child", "last_name": "Щербаков", "first_name": "Фёдор", "born_on": "9.5.2016"}
PAGES: dict[str, dict[str, Any]] = {
    "Срочность": {"urgency": "urgent"},
    "О семье": {"family.kind": "blood", "family.district": "lesnoy"},
    "Кто в семье": MOTHER,
    "Добавить ещё одного человека": SON,
    "Почему нужна помощь": {"reasons": ["few_contacts"]},
    "Что происходит": {"narrative": "Мама одна растит сына.\nПосле потери работы ей трудно."},
    "Какая помощь нужна": {"help_wanted": ["social"]},
}
"""What is typed behind each link of the list of tasks, and nothing that may stay empty."""


def begun(browser: Browser) -> Page:
    """The tasks of a new draft."""
    return browser.get("/referrals/new").press("Начать")


def filled(region: Region, tasks: Page, **instead: dict[str, Any]) -> Page:
    """The tasks when every page is filled in."""
    whom = WHOM | {"to_organisation": str(region.ngo)}
    for link, values in ({"Кому и на каком основании": whom} | PAGES | instead).items():
        tasks = tasks.follow(link).submit(values)
        assert tasks.status == 200, (link, tasks.errors)
    return tasks


def sent(region: Region, browser: Browser) -> Page:
    """The confirmation of a referral that was written bit by bit."""
    return filled(region, begun(browser)).follow("Проверить и отправить").submit()
