"""Each page that the URL maps know, filled with the sample region: reached by links, sound in words, and looked at."""

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.complaining import nothing
from tests.browser.looking import DESKTOP, PHONE, window
from tests.browser.town import Town
from tests.browser.walk import Found, declared

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_every_page_can_be_reached_by_somebody(town: Town, found: Found) -> None:
    unreached = sorted(set(declared(town.apps)) - set(found.pages))
    nothing(unreached)


def test_every_page_that_links_lead_to_is_there_and_sound_in_words(found: Found) -> None:
    nothing(found.complaints)


def test_every_page_is_sound_on_a_phone_and_on_a_desktop(town: Town, found: Found, chromium: Chromium) -> None:
    """One address of each: nothing that shuts somebody out, nothing beside the screen, no complaint of the browser."""
    wrong = []
    for email, addresses in found.one_each().items():
        with window(town, chromium, email) as screen:
            for address in addresses:
                screen.go(address)
                wrong += screen.complaints(PHONE, DESKTOP)
    nothing(wrong)
