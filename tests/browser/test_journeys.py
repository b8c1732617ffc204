"""The main job from sign-in to done, as people do it at a screen: in both languages, on a phone and on a desktop."""

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

REFERRER, COORDINATOR, WORKER = "referrer@guardianship.example", "coordinator@ngo.example", "worker@ngo.example"
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


# --- a family is referred ---------------------------------------------------------------------------------------------


def family(town: Town) -> list[tuple[str, Values]]:
    """What is answered behind each link of the list of tasks: one parent and one child."""
    mother: Values = {"role": "mother", "last_name": "Щербакова", "first_name": "Алёна"}
    whom = {"to_organisation": str(organisation(town, "АНО «Тёплый берег»")), "channel": "partner"}
    return [
        ("/whom", whom | {"basis.kind": "consent", "basis.given_on": "01.03.2026"}),
        ("/urgency", {"urgency": "urgent"}),
        ("/family", {"family.kind": "blood", "family.district": "central", "family.phone": "8 900 123-45-67"}),
        ("/members/new", mother),
        ("/members/new", {"role": "child", "last_name": "Щербаков", "first_name": "Фёдор", "born_on": "9.5.2016"}),
        ("/reasons", {"reasons": ["few_contacts"]}),
        ("/story", {"narrative": "Мама одна растит сына. После потери работы ей трудно."}),
        ("/help", {"help_wanted": ["social"]}),
    ]


def refer(referrer: Person, town: Town) -> str:
    """The address of the referral."""
    referrer.follow("/referrals/new")
    referrer.send()
    for task, answers in family(town):
        referrer.follow(task)
        referrer.answer(answers)
        referrer.send()
    referrer.follow("/check")
    referrer.send()
    assert referrer.path.endswith("/sent"), referrer.path
    return referrer.path.removesuffix("/sent")


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


# --- it is answered ---------------------------------------------------------------------------------------------------


@EVERYWHERE
def test_a_coordinator_accepts_the_family_and_its_worker_has_it(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, REFERRER, language, size=size) as referrer:
        referral = refer(referrer, town)
    with at_work(town, chromium, COORDINATOR, language, size=size) as coordinator:
        coordinator.follow("/referrals/queue")
        coordinator.follow(referral)
        coordinator.follow("/accept")
        coordinator.answer({"worker": str(person(town, WORKER))})
        coordinator.send()
        assert "/accept" not in coordinator.path.removesuffix("/accepted"), coordinator.heading
    town.settle()
    with at_work(town, chromium, WORKER, language, size=size) as worker:
        worker.follow("/cases/mine")
        assert "Щербакова" in worker.page.locator("main").inner_text()


# --- it is worked with ------------------------------------------------------------------------------------------------


@EVERYWHERE
def test_a_worker_writes_down_at_the_door_how_it_was(town: Town, chromium: Chromium, language: str, size: Any) -> None:
    with at_work(town, chromium, WORKER, language, size=size) as worker:
        case = own_case(worker)
        worker.visit(f"{case}/contacts/new")
        worker.tick_first("members")
        worker.answer({"kind": "call", "note": "Договорились о встрече."})
        worker.send()
        assert worker.path == case, worker.heading


def own_case(worker: Person) -> str:
    """The address of the first family in the worker's list."""
    worker.follow("/cases/mine")
    links = worker.page.locator("main a").evaluate_all("all => all.map(one => new URL(one.href).pathname)")
    return next(link for link in links if len(link.split("/")) == 3 and len(link.split("/")[2]) == 36)
