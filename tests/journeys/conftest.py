"""One world for all tests of a file: each test has a family, and where it changes people, people of its own."""

from collections.abc import Iterator

import pytest

from tests.journeys.region import Region
from tests.support.server import Server
from tests.support.world import running_world


@pytest.fixture(scope="module")
def region(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    with running_world(server, tmp_path_factory.mktemp("world")) as world:
        yield Region(world, world.drain)
