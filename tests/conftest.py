"""What every test can ask for: a real PostgreSQL, one service on a fresh database, all five with a real broker."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support.bench import Bench
from tests.support.mailbox import Mailbox
from tests.support.server import Server, known_server, running_server
from tests.support.sharing import ByFile, slowest_first
from tests.support.world import World, running_world

_run = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    """The controller of a run starts the server; pytest-xdist's workers find it in their environment."""
    config.stash[_run] = ExitStack()
    if known_server() is None and not config.option.collectonly:
        config.stash[_run].enter_context(running_server())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # of a run with several processes
        slowest_first(items)


def pytest_unconfigure(config: pytest.Config) -> None:
    config.stash[_run].close()


@pytest.fixture(scope="session")
def server() -> Server:
    found = known_server()
    assert found
    return found


@pytest.fixture
def bench(server: Server) -> Iterator[Callable[..., Bench]]:
    """`bench("cases")`: the service of that name on a fresh database."""
    with ExitStack() as opened:

        def make(service: str, **changes: str) -> Bench:
            return opened.enter_context(Bench.of(server, service, **changes))

        yield make


@pytest.fixture
def world(server: Server, tmp_path: Path) -> Iterator[World]:
    """All five services with a real broker."""
    with running_world(server, tmp_path) as running:
        yield running


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server that keeps what it gets."""
    box = Mailbox()
    box.controller.start()
    yield box
    box.controller.stop()
