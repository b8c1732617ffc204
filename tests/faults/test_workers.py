"""Workers as real processes: killed, asked to stop, with PostgreSQL restarted and the broker replaced under them."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from shared.config import Settings
from shared.database import migrate_shared
from tests.eventing.road import TOPICS, Road
from tests.faults.process import environ
from tests.support.brokers import running_log
from tests.support.server import Server, own_server
from tests.support.waiting import until

KILLS = int(os.environ.get("OPORA_KILLS", "6"))
SUBJECTS = 20

pytestmark = [pytest.mark.faults, pytest.mark.timeout(120 + 20 * KILLS)]


@pytest.fixture
def road(server: Server, tmp_path: Path) -> Iterator[Road]:
    with running_log(tmp_path, TOPICS) as log, _road(server, log.bootstrap) as road:
        yield road


@contextmanager
def _road(server: Server, bootstrap: str) -> Iterator[Road]:
    settings = [
        server.settings(name, template="events", prepare=migrate_shared, KAFKA_BOOTSTRAP=bootstrap)
        for name in ("alpha", "beta")
    ]
    road = Road(*settings)
    try:
        yield road
    finally:
        road.close()


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen[bytes]]:
    process = _start(settings)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _start(settings: Settings) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.faults.process"], env=environ(settings))


def _none_lost_twice_or_inverted(road: Road, count: int) -> None:
    arrived = road.arrived()
    assert len(arrived) == len(set(arrived)) == count
    for subject in {subject for subject, _ in arrived}:
        numbers = [n for s, n in arrived if s == subject]
        assert numbers == sorted(numbers)


def test_workers_killed_at_any_moment_lose_repeat_and_invert_nothing(road: Road) -> None:
    published = 0
    chance = random.Random(7)
    workers = {name: _start(settings) for name, settings in (("alpha", road.alpha), ("beta", road.beta))}
    try:
        for _ in range(KILLS):
            before = len(road.arrived())
            for _ in range(150):
                road.publish(f"s{published % SUBJECTS}", published)
                published += 1
            some = before + chance.randrange(1, 100)
            until(lambda some=some: len(road.arrived()) >= some)  # in the midst of the stream
            name = chance.choice(["alpha", "beta"])
            workers[name].kill()
            workers[name].wait()
            workers[name] = _start(getattr(road, name))
        until(lambda: len(road.arrived()) >= published, timeout=110)
    finally:
        for process in workers.values():
            process.kill()
            process.wait()
    _none_lost_twice_or_inverted(road, published)


def test_sigterm_lets_a_worker_finish_and_the_next_goes_on(road: Road) -> None:
    with _worker(road.alpha), _worker(road.beta) as beta:
        for n in range(300):
            road.publish(f"s{n % SUBJECTS}", n)
        until(lambda: len(road.arrived()) > 10)
        beta.send_signal(signal.SIGTERM)
        assert beta.wait() == 0
        with _worker(road.beta):
            until(lambda: len(road.arrived()) >= 300)
    _none_lost_twice_or_inverted(road, 300)


def test_a_second_worker_takes_over_from_one_that_is_killed(road: Road) -> None:
    with _worker(road.alpha), _worker(road.beta) as first, _worker(road.beta):
        for n in range(100):
            road.publish(f"s{n % SUBJECTS}", n)
        until(lambda: len(road.arrived()) >= 100)
        first.kill()
        for n in range(100, 200):
            road.publish(f"s{n % SUBJECTS}", n)
        until(lambda: len(road.arrived()) >= 200)
    _none_lost_twice_or_inverted(road, 200)


def test_postgresql_restarted_under_the_workers_loses_nothing(tmp_path: Path) -> None:
    with running_log(tmp_path, TOPICS) as log, own_server() as (server, postgres), _road(server, log.bootstrap) as road:
        with _worker(road.alpha), _worker(road.beta):
            for n in range(200):
                road.publish(f"s{n % SUBJECTS}", n)
            until(lambda: len(road.arrived()) > 10)
            postgres.stop()
            postgres.start()
            for engine in road.engines.values():
                engine.dispose()
            for n in range(200, 300):
                road.publish(f"s{n % SUBJECTS}", n)
            until(lambda: len(road.arrived()) >= 300)
        _none_lost_twice_or_inverted(road, 300)


def test_a_broker_replaced_under_the_workers_loses_nothing(server: Server, tmp_path: Path) -> None:
    with running_log(tmp_path, TOPICS) as log, _road(server, log.bootstrap) as road:
        with _worker(road.alpha), _worker(road.beta):
            for n in range(100):
                road.publish(f"s{n % SUBJECTS}", n)
            until(lambda: len(road.arrived()) > 10)
            log.kill()
            log.wipe()
            for n in range(100, 150):
                road.publish(f"s{n % SUBJECTS}", n)
            log.start()
            with _worker(road.alpha), _worker(road.beta):  # as the supervisor does: those that noticed have ended
                for n in range(150, 200):
                    road.publish(f"s{n % SUBJECTS}", n)
                until(lambda: len(road.arrived()) >= 200)
        _none_lost_twice_or_inverted(road, 200)
