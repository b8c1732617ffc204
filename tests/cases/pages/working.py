"""People at the pages of cases, at noon of a day."""

from datetime import date

from shared import clock
from tests.cases.region import noon
from tests.support.bench import Person
from tests.support.pages import Page

DAY = date(2026, 3, 3)


def at_pages(who: Person, path: str, day: date = DAY, language: str = "ru") -> Page:
    with clock.at(noon(day)):
        return who.browser(language).get(path)
