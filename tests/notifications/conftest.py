from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import text

from tests.notifications.agencies import LOOPBACK, Agencies
from tests.notifications.receiver import Receiver
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


@pytest.fixture(scope="module")
def shared_agencies(server: Server) -> Iterator[Agencies]:
    with Bench.of(server, "notifications", **LOOPBACK) as bench:
        yield Agencies(bench)


@pytest.fixture
def agencies(shared_agencies: Agencies) -> Iterator[Agencies]:
    """With no webhooks of other tests."""
    yield shared_agencies
    with shared_agencies.bench.sessions.begin() as session:
        session.execute(text("delete from webhooks"))
        session.execute(text("update mail_hold set until = '-infinity'"))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver().open() as receiver:
        yield receiver
