"""The same pages where nothing has happened yet: the people of an organisation that was registered this minute."""

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.complaining import nothing
from tests.browser.finding import found_by
from tests.browser.looking import PHONE, window
from tests.browser.town import NEWCOMERS, Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.mark.parametrize("role", NEWCOMERS)
def test_whoever_has_nothing_yet_sees_whole_pages(town: Town, chromium: Chromium, role: str) -> None:
    found = found_by(town, [NEWCOMERS[role]], each=1)
    wrong = found.complaints
    with window(town, chromium, NEWCOMERS[role]) as screen:
        for address in found.addresses:
            screen.go(address)
            wrong += screen.complaints(PHONE)
    nothing(wrong)
