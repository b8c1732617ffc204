"""Who has no account: a family that asks for help itself, and somebody who was invited to refer one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from tests.browser.at_work import COORDINATOR, EVERYWHERE, at_work
from tests.browser.doings_outside import APPEAL, slip
from tests.browser.looking import window
from tests.browser.people import Person, Values
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

ELSEWHERE = "https://ya.ru/"
NUMBERS = ".govuk-panel strong"
EXIT = "a.govuk-exit-this-page__button"
MOTHER: Values = {"names.last_name": "Ласточкина", "names.first_name": "Ирина", "role": "mother", "age": "31"}
STORY: Values = {
    "phone": "8 921 555-01-78",
    "district": "central",
    "text": "Одной с детьми трудно.",
    "urgency": "routine",
}
QUESTION, ANSWER = "Когда вам удобно говорить?", "После шести вечера."
GUEST = {"ru": "school-ru@out.example", "en": "school-en@out.example"}
INVITATIONS = "/referrals/invitations"


@contextmanager
def somebody(town: Town, chromium: Chromium, language: str, size: Any) -> Iterator[Person]:
    """Nobody whom we know."""
    with window(town, chromium, language=language, size=size) as screen:
        yield Person(screen)


# --- a family ---------------------------------------------------------------------------------------------------------


def ask(family: Person, town: Town) -> Values:
    """The number and the code that it writes down."""
    family.visit(APPEAL)
    family.open(f'main ul a[href^="{APPEAL}/"]')
    family.answer(MOTHER | STORY)
    family.tick_first("consent_covers")
    family.page.locator("main [name=form]").evaluate("(field, slip) => { field.value = slip }", slip(town))
    family.send()
    family.sees("It is sent")
    reference, code = family.page.locator(NUMBERS).all_inner_texts()
    return {"reference": reference, "code": code}


def look_after(family: Person, numbers: Values) -> None:
    family.visit(APPEAL)
    family.follow("/appeal/status")
    family.answer(numbers)
    family.send()


@EVERYWHERE
def test_a_family_asks_for_help_is_asked_and_answers(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with somebody(town, chromium, language, size) as family:
        numbers = ask(family, town)
        assert not family.screen.complaints(size)
        for one in family.page.locator(NUMBERS).all():
            assert stands_in_one_line(one)
        question_for(town, chromium, str(numbers["reference"]))
        look_after(family, numbers)
        expect(family.page.locator("main")).to_contain_text(QUESTION)
        family.answer({"answer": ANSWER})
        family.send("/appeal/answer")
        family.sees("Your answer was sent.")
        family.send("/appeal/leaving")
        expect(family.page.locator(".govuk-warning-text").first).to_be_visible()
        family.send("/appeal/withdraw")
        family.sees("It was taken back. Nobody will get in touch.")


def stands_in_one_line(found: Any) -> bool:
    return bool(found.evaluate("one => one.getClientRects().length === 1"))


def question_for(town: Town, chromium: Chromium, reference: str) -> None:
    town.settle()
    with at_work(town, chromium, COORDINATOR) as coordinator:
        coordinator.look_for(reference)
        coordinator.open_row(reference)
        coordinator.follow("/ask")
        coordinator.answer({"question": QUESTION})
        coordinator.send()
    town.settle()


@EVERYWHERE
def test_who_leaves_in_a_hurry_is_elsewhere_and_back_does_not_lead_here(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with somebody(town, chromium, language, size) as family:
        family.page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="Погода"))
        family.visit(APPEAL)
        family.page.locator(EXIT).click()
        family.page.wait_for_url(ELSEWHERE)
        family.page.go_back()
        expect(family.page).to_have_url("about:blank")


# --- a guest ----------------------------------------------------------------------------------------------------------


def invite(town: Town, chromium: Chromium, email: str) -> str:
    """Where the link of the mail leads."""
    with at_work(town, chromium, COORDINATOR) as coordinator:
        coordinator.follow(INVITATIONS)
        coordinator.follow("/invitations/new")
        coordinator.answer({"organisation_name": "Школа за рекой", "email": email})
        coordinator.send()
        coordinator.sees("The invitation is on its way. The referral will stand in your list when it is sent.")
    return town.link_to(email, INVITATIONS)


def family_of_a_guest(surname: str) -> Values:
    mother = {"role": "mother", "last_name": surname, "first_name": "Алёна"}
    child = {"role": "child", "last_name": surname, "first_name": "Фаина", "born_on": "9.5.2016"}
    members = {f"family.members.{row}.{name}": v for row, one in enumerate((mother, child)) for name, v in one.items()}
    basis = {"urgency": "urgent", "basis.kind": "consent", "basis.given_on": "01.03.2026"}
    household = {"family.kind": "blood", "family.district": "central", "family.phone": "8 900 123-45-68"}
    return basis | household | members | {"reasons": ["few_contacts"], "narrative": "Маме одной трудно."}


@EVERYWHERE
def test_who_was_invited_refers_a_family_and_answers_what_is_asked(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    email = GUEST[language]
    link = invite(town, chromium, email)
    with somebody(town, chromium, language, size) as guest:
        guest.visit(link)
        guest.answer(family_of_a_guest("Стрижова"))
        guest.send()
        guest.sees("The referral is sent. This page shows what becomes of it; keep its address.")
        assert not guest.screen.complaints(size)
        question_for(town, chromium, reference_of(guest))
        guest.visit(town.link_to(email, INVITATIONS))
        expect(guest.page.locator("main")).to_contain_text(QUESTION)
        guest.follow("/answer")
        guest.answer({"answer": ANSWER})
        guest.send()
        guest.sees("Your answer was sent.")


def reference_of(guest: Person) -> str:
    return guest.heading.split()[-1]
