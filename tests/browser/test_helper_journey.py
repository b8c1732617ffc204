"""Volunteers and contact families: asked, a yes or a no, the journal, when they can, the end."""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.browser.at_work import EVERYWHERE, at_work
from tests.browser.looking import PHONE, window
from tests.browser.matching import QUESTIONS, asked
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

MINE = "/volunteers/mine"
QUESTION = ".opora-question"
KINDS = {"ru": "contact_family", "en": "volunteer"}
WORDS = "Были в парке, дети подружились."


@EVERYWHERE
def test_somebody_says_yes_meets_the_family_and_stops(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    email, about = asked(town, chromium, KINDS[language])
    with at_work(town, chromium, email, language, size=size) as helper:
        say_yes(helper, about)
        assert not helper.screen.complaints(size)
        write(helper)
        stop(helper)


def say_yes(helper: Person, about: str) -> None:
    """One press, and one more on a page that says what will happen."""
    question = helper.page.locator(QUESTION).filter(has_text=about)
    expect(question).to_contain_text(helper.says("Can you help?"))
    with helper.page.expect_navigation():
        question.locator('a[href$="/yes"]').click()
    expect(helper.page.locator("main")).to_contain_text(about)
    helper.send()
    helper.sees("Thank you, you said yes. The family's worker will introduce you soon.")
    expect(helper.page.locator(QUESTION).filter(has_text=about)).to_have_count(0)


def write(helper: Person) -> None:
    helper.follow("/journal/new")
    helper.answer({"text": WORDS})
    helper.send()
    helper.sees("It is written in the journal.")
    helper.follow("/journal")
    expect(helper.page.locator("main")).to_contain_text(WORDS)


def stop(helper: Person) -> None:
    """The page before warns that it cannot be taken back."""
    family = helper.path.removesuffix("/journal")
    helper.follow(family)
    helper.follow("/end")
    expect(helper.page.locator(".govuk-warning-text")).to_be_visible()
    helper.send()
    helper.sees("It has ended. Thank you for the time that you gave.")
    helper.follow("/mine/families")
    helper.follow(family)
    expect(helper.page.locator('main a[href$="/end"]')).to_have_count(0)


@EVERYWHERE
def test_somebody_says_no_without_signing_in_and_is_left_in_peace(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    email, about = asked(town, chromium, KINDS[language])
    link = town.link_to(email, QUESTIONS)
    with window(town, chromium, language=language, size=size) as screen:
        helper = Person(screen)
        helper.visit(link)
        assert not screen.complaints(size)
        helper.open("main button[value=decline]")
        helper.sees("Thank you for your answer. There is nothing else to do.")
        helper.visit(link)
        expect(helper.page.locator("main button")).to_have_count(0)
    with at_work(town, chromium, email, language, size=PHONE) as helper:
        expect(helper.page.locator(QUESTION).filter(has_text=about)).to_have_count(0)


@EVERYWHERE
def test_somebody_says_when_they_can(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, "family2@contact.example", language, size=size) as helper:
        helper.open(f'main a[href*="{MINE}/profile/"]')
        profile = helper.path
        helper.follow("/availability")
        helper.answer({"capacity": "2"})
        helper.send()
        expect(helper.page).to_have_url(f"{town.address}{profile}")
        helper.follow("/availability")
        expect(helper.page.locator("main [name=capacity]")).to_have_value("2")
