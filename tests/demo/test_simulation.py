"""A simulated year: the same for the same seed, lawful, and with figures like the practice's own."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.config import SERVICES
from stack.demo.region.player import make
from stack.demo.simulation.year import Year, play, stories
from tests.support.server import Server
from tests.support.world import World, running_world


@pytest.fixture(scope="module")
def played(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running_world(server, tmp_path_factory.mktemp("year"), OPORA_DEMO="1") as world:
        world.pump.close()
        from stack.demo.region import foundation
        from stack.demo.region.road import Road
        from stack.demo.region.stage import Stage
        from stack.demo.region.calendar import Calendar
        from shared import clock
        import time

        road = Road(world.settings)
        foundation.lay(Stage(road, Calendar(clock.now())))
        road.close()
        t = time.monotonic()
        play(world.settings, Year(6, 3, 1), lambda day, percent: None)
        print("PLAYED", time.monotonic() - t)
        yield world


def test_it(played: World) -> None:
    for service in SERVICES:
        with played.pump.sessions[service].begin() as session:
            from sqlalchemy import text

            print(service, session.execute(text("select type, count(*) from outbox group by 1 order by 1")).all())
