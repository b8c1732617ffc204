from collections.abc import Callable, Iterator

import pytest

from tests.notifications.story import Story
from tests.support.bench import Bench
from tests.support.server import Server


@pytest.fixture
def story(bench: Callable[..., Bench]) -> Story:
    return Story(bench("notifications"))


@pytest.fixture(scope="module")
def long_story(server: Server) -> Iterator[Story]:
    """One for many tests: each turns the page."""
    with Bench.of(server, "notifications") as bench:
        yield Story(bench)
