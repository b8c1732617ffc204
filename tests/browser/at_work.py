"""What journeys share: who goes to work, in which languages, on which screens, and a family that is referred."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser as Chromium
from sqlalchemy import text

from shared import clock
from shared.web.pages import dates
from tests.browser.looking import DESKTOP, PHONE, window
from tests.browser.people import Person, Values
from tests.browser.town import Town

REFERRER, COORDINATOR, WORKER = "referrer@guardianship.example", "coordinator@ngo.example", "worker@ngo.example"
NEW_PASSWORD = "одуванчик на подоконнике"
EVERYWHERE = pytest.mark.parametrize(
    ("language", "size"), [("ru", DESKTOP), ("en", PHONE)], ids=["Russian, desktop", "English, phone"]
)


@contextmanager
def at_work(
    town: Town, chromium: Chromium, email: str, language: str = "ru", kind: type[Person] = Person, **options: Any
) -> Iterator[Person]:
    with window(town, chromium, email, language, **options) as screen:
        yield kind(screen)


def organisation(town: Town, name: str) -> UUID:
    with town.pump.sessions["identity"].begin() as session:
        found: UUID = session.execute(
            text("select id from organisations where name = :name"), {"name": name}
        ).scalar_one()
        return found


def person(town: Town, email: str) -> UUID:
    with town.pump.sessions["identity"].begin() as session:
        asked = text("select id from people where email = :email")
        return session.execute(asked, {"email": email}).scalar_one()  # type: ignore[no-any-return]


def come_with_a_new_password(somebody: Person, email: str) -> None:
    """From the page that a link in a mail opens."""
    somebody.answer({"password": NEW_PASSWORD})
    somebody.send()
    somebody.sees("The password is saved. You can sign in now.")
    somebody.screen.sign_in(email, NEW_PASSWORD)
    assert somebody.path != "/identity/sign-in"


def today() -> str:
    """As it is typed."""
    return dates.typed_day(clock.today(clock.DEFAULT_TIME_ZONE))


def family(town: Town, surname: str) -> list[tuple[str, Values]]:
    """What is answered behind each link of the list of tasks: one parent and one child."""
    mother: Values = {"role": "mother", "last_name": surname, "first_name": "Алёна"}
    whom = {"to_organisation": str(organisation(town, "АНО «Тёплый берег»")), "channel": "partner"}
    return [
        ("/whom", whom | {"basis.kind": "consent", "basis.given_on": "01.03.2026"}),
        ("/urgency", {"urgency": "urgent"}),
        ("/family", {"family.kind": "blood", "family.district": "central", "family.phone": "8 900 123-45-67"}),
        ("/members/new", mother),
        ("/members/new", {"role": "child", "last_name": surname, "first_name": "Фаина", "born_on": "9.5.2016"}),
        ("/reasons", {"reasons": ["few_contacts"]}),
        ("/story", {"narrative": "Мама одна растит дочь. После потери работы ей трудно."}),
        ("/help", {"help_wanted": ["social"]}),
    ]


def refer(referrer: Person, town: Town, surname: str = "Щербакова") -> str:
    """The address of the referral."""
    referrer.follow("/referrals/new")
    referrer.send()
    for task, answers in family(town, surname):
        referrer.follow(task)
        referrer.answer(answers)
        referrer.send()
    referrer.follow("/check")
    referrer.send()
    assert referrer.path.endswith("/sent"), referrer.path
    return referrer.path.removesuffix("/sent")


def accept(coordinator: Person, town: Town, referral: str) -> None:
    """The family comes to WORKER."""
    coordinator.follow("/referrals/queue")
    coordinator.follow(referral)
    coordinator.follow("/accept")
    coordinator.answer({"worker": str(person(town, WORKER))})
    coordinator.send()
    coordinator.page.wait_for_url(f"**{referral}/accepted")
    town.settle()


def accepted(town: Town, chromium: Chromium, surname: str) -> None:
    """A family that was referred, and that WORKER has just got."""
    with at_work(town, chromium, REFERRER) as referrer:
        referral = refer(referrer, town, surname)
    with at_work(town, chromium, COORDINATOR) as coordinator:
        accept(coordinator, town, referral)


def own_cases(worker: Person) -> list[str]:
    """The addresses of the families in the worker's list."""
    worker.follow("/cases/mine")
    links = worker.page.locator("main a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    return [link for link in links if len(link.split("/")) == 3 and len(link.split("/")[2]) == 36]


def own_case(worker: Person) -> str:
    """The address of the first family in the worker's list."""
    return own_cases(worker)[0]
