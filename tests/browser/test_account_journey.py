"""What everybody does beside their work: reads the news, chooses what is mailed, changes language, comes and goes."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.browser.at_work import EVERYWHERE, at_work, come_with_a_new_password
from tests.browser.looking import window
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

READER, CHOOSER = "referrer@hospital.example", "referrer2@hospital.example"
FORGETFUL = {"ru": "worker4@ngo.example", "en": "worker5@ngo.example"}
UNREAD = ".opora-unread"
NEWS = "main .opora-news"


@EVERYWHERE
def test_news_that_was_opened_is_news_no_more(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, READER, language, size=size) as reader:
        before = unread(reader)
        reader.open(UNREAD)
        assert not reader.screen.complaints(size)
        reader.open(f"{NEWS} button")
        expect(reader.page.locator("h1")).not_to_have_text(reader.says("Inbox"))
    with at_work(town, chromium, READER, language, size=size) as reader:
        assert unread(reader) == before - 1


def unread(reader: Person) -> int:
    """As it stands beside the name of the inbox, on each page."""
    shown = reader.page.locator(UNREAD).evaluate("one => getComputedStyle(one, '::after').content")
    return int(re.search(r"\d+", shown)[0]) if re.search(r"\d", shown) else 0


@EVERYWHERE
def test_somebody_chooses_what_is_mailed_to_them(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, CHOOSER, language, size=size) as chooser:
        chooser.open(UNREAD)
        chooser.follow("/notifications/preferences")
        assert not chooser.screen.complaints(size)
        mailed = chooser.page.locator("main [name=email]").first
        kind, was = mailed.get_attribute("value"), mailed.is_checked()
        mailed.set_checked(not was, force=True)
        chooser.answer({"quiet_hours.from": "21:00", "quiet_hours.to": "08:00"})
        chooser.send()
        chooser.sees("Your choices are saved.")
        expect(chooser.page.locator(f'main [name=email][value="{kind}"]')).to_be_checked(checked=not was)
        expect(chooser.page.locator('main [name="quiet_hours.from"]')).to_have_value("21:00")


@EVERYWHERE
def test_somebody_changes_their_profile_and_reads_in_another_language(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    other = {"ru": "en", "en": "ru"}[language]
    with at_work(town, chromium, CHOOSER, language, size=size) as somebody:
        somebody.open(f'header a[hreflang="{other}"]')
        assert somebody.language == other
        somebody.open('header a[href="/identity/me"]')
        assert somebody.language == other
        somebody.follow("/identity/me/change")
        somebody.answer({"phone": "8 900 555-01-79", "language": language})
        somebody.send()
        assert somebody.language == language
        somebody.sees("Your profile is changed.")
        somebody.sees("+7 900 555-01-79")


@EVERYWHERE
def test_who_signs_out_has_to_sign_in_again(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, CHOOSER, language, size=size) as somebody:
        home = somebody.path
        somebody.open("form[data-opora-forget] button")
        somebody.sees("You are signed out.")
        somebody.visit(home)
        assert somebody.path == "/identity/sign-in"


@EVERYWHERE
def test_who_forgot_the_password_chooses_a_new_one_by_the_mail(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    email = FORGETFUL[language]
    with window(town, chromium, language=language, size=size) as screen:
        somebody = Person(screen)
        somebody.visit("/identity/sign-in")
        somebody.follow("/identity/forgotten")
        somebody.answer({"email": email})
        somebody.send()
        link = town.link_to(email, "/identity/links")
        somebody.visit(link)
        assert not screen.complaints(size)
        come_with_a_new_password(somebody, email)
        assert somebody.path == "/cases/today"
        somebody.visit(link)
        expect(somebody.page.locator("main form")).to_have_count(0)
