"""The main job from sign-in to done, as people do it at a screen: in both languages, on a phone and on a desktop."""

from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.at_work import COORDINATOR, EVERYWHERE, REFERRER, WORKER, accept, at_work, own_case, refer
from tests.browser.looking import DESKTOP
from tests.browser.people import AtTheKeyboard
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

# --- a family is referred ---------------------------------------------------------------------------------------------


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
        accept(coordinator, town, referral)
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
