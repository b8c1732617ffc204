"""What journeys of volunteers and of their coordinators share: help is sought for a family, and somebody is asked."""

from itertools import count
from typing import NamedTuple

from playwright.sync_api import Browser as Chromium

from tests.browser.at_work import at_work, own_cases, today
from tests.browser.people import Person
from tests.browser.town import Town

SEEKER, MATCHMAKER = "worker2@ngo.example", "volunteers@ngo.example"
QUESTIONS = "/volunteers/proposals"
_TIMES = count(1)


class Sought(NamedTuple):
    """A request: its id, and what was written, by which whoever is asked knows it."""

    id: str
    about: str


def sought(town: Town, chromium: Chromium, kind: str = "volunteer") -> Sought:
    """Nobody is asked yet."""
    about = f"Гулять с младшим по субботам: раз {next(_TIMES)}."
    with at_work(town, chromium, SEEKER) as worker:
        worker.visit(f"{_family_that_agreed(worker)}/support")
        worker.follow("/support/new")
        worker.answer({"kind": kind, "about": about, "family_agreed_on": today()})
        worker.send()
        request = worker.path.rsplit("/", 1)[1]
    town.settle()
    return Sought(request, about)


def _family_that_agreed(worker: Person) -> str:
    """Somebody is sought only for who has signed."""
    for case in own_cases(worker):
        worker.visit(f"{case}/support")
        if worker.page.locator('main a[href$="/support/new"]').count():
            return case
    raise AssertionError("no family of this worker has signed")


def ask_the_first(matchmaker: Person, town: Town, request: Sought) -> str:
    """The address of who stands first on the list, and is asked now."""
    matchmaker.follow("/volunteers/requests")
    matchmaker.follow(f"/volunteers/requests/{request.id}")
    matchmaker.open('main a[href*="/ask?volunteer="]')
    matchmaker.send()
    matchmaker.sees("The question is sent. The answer will stand here.")
    return town.links(QUESTIONS)[-1][0]


def asked(town: Town, chromium: Chromium, kind: str) -> tuple[str, str]:
    """The address of somebody who got a question by mail, and what it is about."""
    request = sought(town, chromium, kind)
    with at_work(town, chromium, MATCHMAKER) as matchmaker:
        return ask_the_first(matchmaker, town, request), request.about
