from collections.abc import Iterator

import pytest

from tests.support.bench import Bench
from tests.support.server import Server
from tests.volunteers.town import Town


@pytest.fixture
def town(bench) -> Town:
    return Town(bench("volunteers"))


@pytest.fixture(scope="module")
def lasting_town(server: Server) -> Iterator[Town]:
    """One for all tests of a file that leave as it was what the others look at."""
    with Bench.of(server, "volunteers") as bench:
        yield Town(bench)
