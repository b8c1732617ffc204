"""A worker's threads: timers that fail or are run by two, housekeeping, a log replaced while the broker was away."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from shared import pulse
from shared.config import Settings
from shared.eventing.handlers import Handlers
from shared.service import Service, Timer
from shared.worker import REPLACED_LOG_EXIT, Worker
from tests.eventing.road import Road
from tests.support.brokers import Log
from tests.support.server import Server
from tests.support.waiting import until

OFTEN = timedelta(seconds=0.02)


def _worker(road: Road, *timers: Timer) -> Worker:
    return Worker(Service("alpha", Handlers({}, {}), timers), road.alpha)


@contextmanager
def _running(worker: Worker, part: Callable[[], None], name: str = "") -> Iterator[Thread]:
    """One part of a worker in a thread, as `run` starts it; told to stop at the end."""
    thread = Thread(target=worker._keep_going, args=(name or part.__name__, part))
    thread.start()
    try:
        yield thread
    finally:
        worker.stop.set()
        thread.join()


def test_relay_and_consumer_end_when_they_are_told_to(road: Road) -> None:
    alpha, beta = _worker(road), Worker(road.services["beta"], road.beta)
    with _running(alpha, alpha._relay), _running(beta, beta._consumer):
        road.publish("a", 1)
        until(lambda: road.arrived() == [("a", 1)])


def test_a_timer_that_fails_holds_up_no_other(road: Road, caplog: pytest.LogCaptureFixture) -> None:
    good: list[int] = []

    def fail(session: Session) -> int:
        session.execute(text("select cast(:name as int)"), {"name": "Вера Соколова"})
        return 0

    worker = _worker(road, Timer("bad", OFTEN, fail), Timer("good", OFTEN, lambda session: good.append(1) or 0))
    with _running(worker, worker._timers):
        until(lambda: len(good) > 3)
    assert "timer_failed" in caplog.text
    assert "Вера" not in caplog.text


def test_the_timers_of_a_service_run_in_one_worker_and_then_in_the_next(road: Road) -> None:
    ran: list[str] = []

    def of(name: str) -> Worker:
        return _worker(road, Timer("tick", OFTEN, lambda session: ran.append(name) or 0))

    first, second = of("first"), of("second")
    with _running(first, first._timers) as thread:
        until(lambda: len(ran) > 2)
        with _running(second, second._timers):
            until(lambda: len(ran) > 40)
            assert set(ran) == {"first"}
            first.stop.set()
            thread.join()
            until(lambda: "second" in ran)


def test_a_loop_that_hangs_is_noticed_by_its_silence(
    road: Road, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = Event()
    worker = _worker(road, Timer("hangs", OFTEN, lambda session: released.wait() and 0))
    monkeypatch.setattr(pulse, "SILENT_AFTER_S", 2.0)
    with _running(worker, worker._timers), _running(worker, worker._relay):
        until(lambda: worker.pulse.silent() == {"timers"})
        assert "part_is_silent" in caplog.text
        released.set()
        until(lambda: worker.pulse.silent() == set())


def test_a_loop_of_the_service_itself_that_hangs_is_noticed_too(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when another one of the same kind is at work, as of the loops that send mails."""
    released, rounds = Event(), iter((True, False))

    def send(sessions: object, settings: Settings, stop: Event) -> None:
        hangs = next(rounds)
        while not stop.is_set():
            released.wait() if hangs else stop.wait(0.02)

    worker = Worker(Service("alpha", Handlers({}, {}), background=(send, send)), road.alpha)
    monkeypatch.setattr(pulse, "SILENT_AFTER_S", 2.0)
    first, second = (part for name, part in worker._parts() if name.startswith("send"))
    with _running(worker, first, "send_1"), _running(worker, second, "send_2"):
        until(lambda: worker.pulse.silent() == {"send_1"})
        released.set()
        until(lambda: worker.pulse.silent() == set())


def test_a_loop_that_fails_again_and_again_is_not_silent(road: Road) -> None:
    worker = _worker(road)
    worker.pulse.of("consumer")
    first = worker.pulse.seen["consumer"]

    def consumer() -> None:
        raise ConnectionError

    with _running(worker, consumer):
        until(lambda: worker.pulse.seen["consumer"] > first)


def test_housekeeping_forgets_what_is_old_and_nothing_else(road: Road) -> None:
    with road.sessions["alpha"].begin() as session:
        for days in (59, 61):
            session.execute(
                text("insert into inbox values (gen_random_uuid(), now() - make_interval(days => :days))"),
                {"days": days},
            )
        for hours in (23, 25):
            session.execute(
                text(
                    "insert into idempotency_keys values (gen_random_uuid(), 'POST', '/', 'k', '', 201, '', '{}',"
                    " now() - make_interval(hours => :hours))"
                ),
                {"hours": hours},
            )
    worker = _worker(road)
    with _running(worker, worker._housekeeping):
        until(lambda: road.rows("alpha", "select count(*) from idempotency_keys") == [(1,)])
    ((left,),) = road.rows("alpha", "select extract(day from now() - received_at) from inbox")
    assert left == 59


def test_a_log_that_was_replaced_while_the_broker_was_away_ends_the_worker(
    road: Road, log: Log, caplog: pytest.LogCaptureFixture
) -> None:
    worker = _worker(road)
    with _running(worker, worker._watch_log):
        until(lambda: worker.log_identities != {})
        log.kill()
        until(lambda: "part_failed" in caplog.text)
        log.wipe()
        log.start()
        until(worker.stop.is_set)
    assert worker.exit_status == REPLACED_LOG_EXIT


def test_the_worker_of_a_service_ends_well_on_sigterm(server: Server) -> None:
    settings: Settings = server.settings("identity")
    environ = {
        **os.environ,
        "IDENTITY_DATABASE_URL": settings.database_url,
        "KAFKA_BOOTSTRAP": settings.kafka.bootstrap,
        "OPORA_HOME": str(settings.home),
        "OPORA_SECRETS": str(settings.secrets),
        "OPORA_SECRET": settings.secret,
        "OPORA_HEARTBEAT": str(settings.home / "heartbeat"),
    }
    (settings.home / "heartbeat").unlink(missing_ok=True)
    process = subprocess.Popen([sys.executable, "-m", "shared.worker", "identity"], env=environ)
    try:
        until((settings.home / "heartbeat").exists)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
        server.drop_database(settings.database_url)
