from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.database import migrate_shared
from tests.eventing.road import TOPICS, Road
from tests.support.brokers import Log, running_log
from tests.support.server import Server


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """A broker of the test's own, so that it may be killed and emptied."""
    with running_log(tmp_path, TOPICS) as running:
        yield running


@pytest.fixture
def road(server: Server, log: Log) -> Iterator[Road]:
    settings = [
        server.settings(name, template="events", prepare=migrate_shared, KAFKA_BOOTSTRAP=log.bootstrap)
        for name in ("alpha", "beta")
    ]
    road = Road(*settings)
    try:
        yield road
    finally:
        road.close()
        for one in settings:
            server.drop_database(one.database_url)
