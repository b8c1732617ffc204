"""What somebody may not see they don't, whatever address they know: people of another organisation at each page."""

import pytest
from playwright.sync_api import Browser as Chromium

from services.referrals.policies import FAMILY, HOLDER
from shared.web.policy import ANYONE
from tests.browser.complaining import nothing
from tests.browser.looking import PHONE, window
from tests.browser.town import NEWCOMERS, Town
from tests.browser.visitor import Visitor
from tests.browser.walk import Found, declared
from tests.browser.words import complaints

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

OF_A_RECORD = "<uuid:"
WITHOUT_ACCOUNT = (ANYONE, FAMILY, HOLDER)


@pytest.mark.parametrize("role", NEWCOMERS)
def test_another_organisations_record_is_shown_to_nobody(town: Town, found: Found, role: str) -> None:
    stranger = Visitor(town, NEWCOMERS[role])
    wrong = []
    for rule, spec in declared(town.apps).items():
        if OF_A_RECORD not in rule or spec.who in WITHOUT_ACCOUNT or rule not in found.pages:
            continue
        page = stranger.get(found.pages[rule][0].address)
        wrong += complaints(page)
        if page.status not in (403, 404):
            wrong.append(f"{page.path} answers {page.status}")
    nothing(wrong)


@pytest.mark.parametrize("role", NEWCOMERS)
def test_a_page_of_another_role_says_so(town: Town, found: Found, role: str) -> None:
    """Nothing fails on who comes by an address that is not in their navigation."""
    stranger = Visitor(town, NEWCOMERS[role])
    wrong = []
    for rule in declared(town.apps):
        if "<" not in rule:
            page = stranger.get(rule)
            wrong += complaints(page)
            if page.status not in (200, 403, 404):
                wrong.append(f"{page.path} answers {page.status}")
    nothing(wrong)


def test_whoever_is_signed_out_is_led_to_sign_in_and_back(town: Town, found: Found) -> None:
    nobody = Visitor(town)
    wrong = []
    for rule, spec in declared(town.apps).items():
        if spec.who not in WITHOUT_ACCOUNT and rule in found.pages:
            page = nobody.get(found.pages[rule][0].address)
            if not page.path.startswith("/identity/sign-in?back=/"):
                wrong.append(f"{rule}: led to {page.path} ({page.status})")
    nothing(wrong)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pages_that_refuse_are_sound_in_every_service(town: Town, chromium: Chromium, language: str) -> None:
    wrong = []
    with window(town, chromium, NEWCOMERS["referrer"], language) as screen:
        for service in town.apps:
            for page, status in (("there-is-no-such-page", 404), ("system", 403)):
                assert screen.go(f"/{service}/{page}").status == status
                wrong += screen.complaints(PHONE)
    nothing(wrong)
