"""A case worker and one family, from the day on which it was accepted to the end of its support: each step is begun
where the pages of the case say what comes next."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from shared.codes import CASE_STATES, OUTCOMES, PLAN_STATES
from tests.browser.at_work import EVERYWHERE, WORKER, accepted, at_work, today
from tests.browser.people import Person, Values
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

NEXT = ".opora-progress__row--next a[role=button]"
BANNER = ".opora-banner"
NEXT_ABOVE = f"{BANNER} .opora-screen-only a"
FAMILIES = {"ru": ("Чёрных", "черных"), "en": ("Белых", "Belykh")}
"""The surname of the family, and how its worker types it."""

CHILD_TOO_YOUNG = "too_young"
SCORES = ("3", "4", "5")


@dataclass
class Worker(Person):
    """`case`: the address of the family they work with."""

    case: str = ""

    def find(self, surname: str, typed: str) -> None:
        """No address that the browser asks for has the name in it, nor has the title."""
        asked: list[str] = []
        self.page.on("request", lambda request: asked.append(unquote(request.url)))
        self.look_for(typed)
        expect(self.page.locator(BANNER)).to_contain_text(surname)
        self.case = self.path
        assert not [one for one in (*asked, self.page.title()) if typed in one or surname in one]

    def begin(self, step: str) -> None:
        """By the one button of the case's own page; the other pages of the case name it at their top."""
        link = NEXT if self.path == self.case else NEXT_ABOVE
        expect(self.page.locator(link)).to_have_attribute("href", f"{self.case}/{step}")
        self.open(link)

    def done(self, answers: Values, said: str) -> None:
        self.answer(answers)
        self.send()
        self.sees(said)

    def has_come_to(self, state: str) -> None:
        """As every page of the case says above its contents."""
        expect(self.page.locator(BANNER)).to_contain_text(CASE_STATES.text(state, self.language))


@EVERYWHERE
def test_a_worker_goes_with_a_family_until_it_manages_by_itself(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    surname, typed = FAMILIES[language]
    accepted(town, chromium, surname)
    with at_work(town, chromium, WORKER, language, size=size) as someone:
        worker = Worker(someone.screen)
        worker.find(surname, typed)
        get_to_know(worker)
        agree(worker)
        assess(worker)
        assert not worker.screen.complaints(size)
        plan(worker)
        help_by_the_plan(worker)
        review(worker)
        close(worker)
        assert not worker.screen.complaints(size)
        worker.follow("/cases/mine")
        expect(worker.page.locator("main")).not_to_contain_text(surname)


def get_to_know(worker: Worker) -> None:
    worker.begin("contacts/new")
    worker.tick_first("members")
    worker.done({"kind": "visit", "minutes": "40", "note": "Познакомились."}, "The contact is written down.")


def agree(worker: Worker) -> None:
    worker.begin("agreement/new")
    worker.tick_first("signed_by")
    worker.done({"signed_on": today()}, "The agreement is written down. Next the needs are assessed.")


def assess(worker: Worker) -> None:
    worker.begin("assessments/new")
    worker.tick_first("participants")
    asked = worker.page.locator("main select[name^=scores]").count()
    scores: Values = {f"scores.{place}.score": SCORES[place % len(SCORES)] for place in range(asked)}
    seen: Values = {"tool": "interview", "done_on": today(), "summary": "Мама и дочь берегут друг друга."}
    stays: Values = {"absent.1.reason": CHILD_TOO_YOUNG, "children.0.removal": "at_risk"}
    worker.done(seen | scores | stays, "The assessment is saved.")
    worker.has_come_to("assessed")
    expect(worker.page.locator("main figure tbody tr")).to_have_count(asked)
    for drawn in worker.page.locator("main figure svg").all():
        expect(drawn).to_be_visible()


def plan(worker: Worker) -> None:
    """Proposed while the mother does not want it; in force when she took part."""
    worker.begin("plan")
    worker.follow("/plan/goals/new")
    task = {"title": "Записаться на курсы", "who": "Алёна", "due_on": today()}
    goal: Values = {f"goals.0.tasks.0.{name}": value for name, value in task.items()}
    goal |= {"goals.0.title": "Мама снова работает", "goals.0.domain": "money_and_work"}
    worker.done(goal | participation(mother="refused"), "The goal is in the plan.")
    worker.sees(f"{PLAN_STATES.text('draft', worker.language)}.")
    worker.follow(worker.case)
    worker.begin("plan")
    worker.follow("/plan/participation")
    worker.done(participation(mother="yes"), "It is written down who took part.")
    worker.sees(f"{PLAN_STATES.text('valid', worker.language)}.")
    worker.has_come_to("planned")
    worker.send("/done")
    worker.sees("The task is done.")


def participation(mother: str) -> Values:
    return {"participation.0": mother, "participation.1": CHILD_TOO_YOUNG}


def help_by_the_plan(worker: Worker) -> None:
    worker.begin("services/new")
    worker.tick_first("members")
    given: Values = {"kind": "psychological", "given_on": today(), "method": "Семейная беседа"}
    worker.done(given, "The service is saved.")
    worker.has_come_to("supported")
    expect(worker.page.locator("main article")).to_contain_text("Семейная беседа")


def review(worker: Worker) -> None:
    worker.begin("reviews/new")
    worker.tick_first("participants")
    seen: Values = {"held_on": today(), "summary": "Мама вышла на работу.", "absent.1.reason": CHILD_TOO_YOUNG}
    worker.done(seen | child_now(), "The review is saved.")
    expect(worker.page.locator("main article")).to_contain_text("Мама вышла на работу.")


def child_now() -> Values:
    return {"children.0.wellbeing": "improved", "children.0.removal": "averted"}


def close(worker: Worker) -> None:
    """It is no next step: when it is time, the row of the case's page leads there."""
    worker.follow(worker.case)
    worker.follow("/closure")
    expect(worker.page.locator(".govuk-warning-text")).to_be_visible()
    end: Values = {"outcome": "self_sufficient", "closed_on": today(), "family_agrees": "yes"}
    members: Values = {"children.0.in_own_family": "yes", "parents.0.rights": "kept"}
    worker.done(
        end | members | child_now() | participation(mother="yes"), "Support has ended. A follow-up is due later."
    )
    expect(worker.page.locator(BANNER)).to_contain_text(OUTCOMES.text("self_sufficient", worker.language))
