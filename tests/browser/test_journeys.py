"""Each role's work from sign-in to done, as people do it at a screen: in both languages, on a phone, on a desktop."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser as Chromium
from sqlalchemy import text

from tests.browser.looking import DESKTOP, PHONE, window
from tests.browser.people import AtTheKeyboard, Person, Values
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

REFERRER, WORKER = "referrer@guardianship.example", "worker@ngo.example"
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"), [("ru", DESKTOP), ("en", PHONE)], ids=["Russian, desktop", "English, phone"]
)


@contextmanager
def at_work(
    town: Town, chromium: Chromium, email: str, language: str = "ru", kind: type[Person] = Person, **options: Any
) -> Iterator[Person]:
    with window(town, chromium, email, language, **options) as screen:
        yield kind(screen, language)


def organisation(town: Town, name: str) -> UUID:
    with town.pump.sessions["identity"].begin() as session:
        found: UUID = session.execute(
            text("select id from organisations where name = :name"), {"name": name}
        ).scalar_one()
        return found


# --- a family is referred ---------------------------------------------------------------------------------------------


def family(town: Town) -> dict[str, Values]:
    """What is answered behind each link of the list of tasks: one parent and one child."""
    return {
        "To whom, and by what right": {
            "to_organisation": str(organisation(town, "АНО «Тёплый берег»")),
            "channel": "partner",
            "basis.kind": "consent",
            "basis.given_on": "01.03.2026",
        },
        "How urgent it is": {"urgency": "urgent"},
        "About the family": {"family.kind": "blood", "family.district": "central", "family.phone": "8 900 123-45-67"},
        "Who is in the family": {"role": "mother", "last_name": "Щербакова", "first_name": "Алёна"},
        "Add another person of the family": {
            "role": "child", "last_name": "Щербаков", "first_name": "Фёдор", "born_on": "9.5.2016",
        },
        "Why help is needed": {"reasons": ["few_contacts"]},
        "What has happened": {"narrative": "Мама одна растит сына. После потери работы ей трудно."},
        "What help is wanted": {"help_wanted": ["social"]},
    }  # fmt: skip


def refer(person: Person, town: Town) -> None:
    person.follow("New referral")
    person.press("Begin")
    for task, answers in family(town).items():
        person.follow(task)
        person.answer(answers)
        person.press("Save and go on")
    person.follow("Check and send")
    person.press("Send the referral")
    assert person.page.url.endswith("/sent"), (person.page.url, person.heading)


@EVERYWHERE
def test_a_referrer_sends_a_family_step_by_step(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, REFERRER, language, size=size) as referrer:
        refer(referrer, town)
        assert not referrer.screen.complaints(size)


def test_the_keyboard_alone_completes_a_referral(town: Town, chromium: Chromium) -> None:
    with at_work(town, chromium, REFERRER, kind=AtTheKeyboard, size=DESKTOP) as referrer:
        refer(referrer, town)


def test_a_referral_is_sent_without_javascript(town: Town, chromium: Chromium) -> None:
    with at_work(town, chromium, REFERRER, java_script_enabled=False) as referrer:
        refer(referrer, town)
