"""Every API keeps to its own description, and nothing that one can send makes it fail. `make fuzz` asks at length."""

from collections.abc import Iterator

import pytest

from shared.config import SERVICES
from tests.fuzz.exploring import Explorer
from tests.fuzz.lengths import SEED
from tests.journeys.test_rights import Walk
from tests.support.server import Server
from tests.support.world import running_world


@pytest.fixture(scope="module")
def walk(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    with running_world(server, tmp_path_factory.mktemp("world")) as world:
        yield Walk(world)


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_answered_is_what_is_described(service: str, walk: Walk) -> None:
    explorer = Explorer(walk, service)
    explorer.explore()
    print(f"{service}: {explorer.asked} requests, answers {dict(explorer.answers)}, seed {SEED}")
    assert not explorer.findings, "\n".join(f"{name}\n    {said}" for name, said in explorer.findings.items())
