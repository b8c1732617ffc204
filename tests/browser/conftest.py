"""One town and one Chromium for all tests here."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium

from tests.browser.finding import found_in
from tests.browser.looking import running_chromium
from tests.browser.town import Town, running_town
from tests.browser.walk import Found
from tests.support.server import Server


@pytest.fixture(scope="session")
def town(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with running_town(server, tmp_path_factory.mktemp("town")) as running:
        yield running


@pytest.fixture(scope="session")
def found(town: Town) -> Found:
    """Where each page can be seen."""
    return found_in(town)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    with running_chromium() as browser:
        yield browser
