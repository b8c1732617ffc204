"""`python -m shared.worker SERVICE`: relay, consumer, timers and what else a service does in the background.

Each runs in a thread of its own with its own connection; what fails is logged and started again with backoff.
SIGTERM sets a flag: everyone finishes its transaction, commits and ends.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from shared import business_clock, logs, metrics
from shared.config import Settings, or_stop
from shared.database import connect_alone, connect_plain, make_engine, sessions_on
from shared.eventing.consumer import Consumer
from shared.eventing.kafka import log_identities, make_consumer, make_producer, partition_counts
from shared.eventing.outbox import keep_partitions
from shared.eventing.relay import Relay
from shared.eventing.sealing import load_keyrings
from shared.logs import place_of
from shared.pulse import Pulse, Watched, unwatched
from shared.service import Background, Service, Timer, load

log = logging.getLogger(__name__)

TIMERS_LOCK = 7_005
INBOX_RETENTION = timedelta(days=60)  # longer than any row of an outbox can live
HOUSEKEEPING_EVERY_S = 3600.0
WATCH_EVERY_S = 2.0
BEAT_EVERY_S = 2.0
LOCK_CHECK_S = 5.0
BACKOFF_S = 0.2
BACKOFF_AT_MOST_S = 5.0
REPLACED_LOG_EXIT = 75


def open_relay(service: Service, settings: Settings) -> Relay:
    """A relay with its own connection; clients are made when it gets the lock."""
    topic = f"opora.{service.name}"
    return Relay(
        service.name,
        connect_plain(settings.database_url, f"{service.name}-relay"),
        lambda: make_producer(settings.kafka, f"{service.name}-relay"),
        lambda: log_identities(settings.kafka, [topic]),
    )


def open_consumer(service: Service, settings: Settings) -> Consumer:
    """A consumer with its own connection. Raises KafkaError while the broker or a topic is away."""
    topics = service.handlers.topics()
    group = f"opora.{service.name}"
    with ExitStack() as opened:
        client = make_consumer(settings.kafka, f"{service.name}-consumer", group, settings.fetch_wait_ms)
        opened.callback(client.close, autocommit=False)
        connection = opened.enter_context(connect_alone(settings.database_url))
        if settings.demo:
            business_clock.follow_on(connection)
        consumer = Consumer(
            service.name,
            service.handlers,
            connection,
            client,
            load_keyrings(settings.secrets),
            lambda: log_identities(settings.kafka, topics),
            partition_counts(client, topics),
        )
        opened.pop_all()
        return consumer


class Worker:
    """All the threads of one service's worker."""

    def __init__(self, service: Service, settings: Settings) -> None:
        self.service = service
        self.settings = settings
        self.stop = threading.Event()
        self.exit_status = 0
        self.pulse = Pulse(service.name)
        self.log_identities: dict[str, str] = {}  # those that we began with, however often the broker is away meanwhile
        self.sessions = sessions_on(make_engine(settings.database_url), settings)
        if settings.demo:
            business_clock.follow(self.sessions)

    def run(self) -> int:
        """Work until `stop` is set, then return the exit status."""
        threads = [threading.Thread(target=self._keep_going, args=part, daemon=True) for part in self._parts()]
        for thread in threads:
            thread.start()
        self._beat(True)
        while not self.stop.wait(BEAT_EVERY_S):
            self._beat(all(thread.is_alive() for thread in threads) and not self.pulse.silent())
        for thread in threads:
            thread.join(timeout=10)
        return self.exit_status

    def _parts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        yield "relay", self._relay
        yield "timers", self._timers
        yield "housekeeping", self._housekeeping
        yield "watch_log", self._watch_log
        if self.service.handlers.topics():
            yield "consumer", self._consumer
        for number, background in enumerate(self.service.background, 1):
            name = f"{background.__name__}_{number}"  # a service may have several of one loop
            yield name, partial(self._background, name, background)

    def _keep_going(self, name: str, part: Callable[[], None]) -> None:
        backoff = BACKOFF_S
        while not self.stop.is_set():
            began = time.monotonic()
            try:
                part()
            except Exception as problem:
                if time.monotonic() - began > BACKOFF_AT_MOST_S:
                    backoff = BACKOFF_S  # it was well until now
                # Only the kind and the place of the problem: its text may hold personal data.
                place = place_of(problem)
                log.warning("part_failed", extra={"part": name, "error": type(problem).__name__, "place": place})
                self.pulse.failed(name)
                self.stop.wait(backoff)
                backoff = min(backoff * 2, BACKOFF_AT_MOST_S)

    def _relay(self) -> None:
        came_round = self.pulse.of("relay")
        relay = open_relay(self.service, self.settings)
        try:
            relay.run(self.stop, came_round)
        finally:
            relay.close()

    def _consumer(self) -> None:
        came_round = self.pulse.of("consumer")
        consumer = open_consumer(self.service, self.settings)
        consumer.came_round = came_round
        try:
            while not self.stop.is_set():
                consumer.step(0.2)
        finally:
            consumer.close()

    def _timers(self) -> None:
        """One worker of a service runs its timers; the others stand by for the lock."""
        came_round = self.pulse.of("timers")
        with connect_alone(self.settings.database_url).execution_options(isolation_level="AUTOCOMMIT") as guard:
            while not self.stop.is_set():
                came_round()
                held = guard.scalar(text("select pg_try_advisory_lock(:lock)"), {"lock": TIMERS_LOCK})
                if held:
                    return self._run_timers(lambda: bool(guard.scalar(text("select true"))), came_round)
                self.stop.wait(1.0)

    def _run_timers(self, lock_is_held: Callable[[], bool], came_round: Callable[[], None]) -> None:
        due = {timer.name: time.monotonic() for timer in self.service.timers}
        while not self.stop.is_set() and lock_is_held():
            came_round()
            for timer in self.service.timers:
                if due[timer.name] <= time.monotonic():
                    due[timer.name] = time.monotonic() + timer.every.total_seconds()
                    self._run_timer(timer, came_round)
            soonest = min(due.values(), default=float("inf")) - time.monotonic()
            self.stop.wait(min(max(soonest, 0.0), LOCK_CHECK_S))

    def _run_timer(self, timer: Timer, came_round: Callable[[], None]) -> None:
        """A timer that fails comes again at its next time, and holds up none of the others."""
        try:
            run_timer(timer, self.sessions, came_round)
        except Exception as problem:
            place = place_of(problem)
            log.warning("timer_failed", extra={"timer": timer.name, "error": type(problem).__name__, "place": place})

    def _background(self, name: str, background: Background) -> None:
        background(self.sessions, self.settings, Watched(self.stop, self.pulse.of(name)))

    def _housekeeping(self) -> None:
        while not self.stop.is_set():
            with connect_plain(self.settings.database_url, f"{self.service.name}-housekeeping") as connection:
                connection.execute("set lock_timeout = '5s'")  # who publishes would wait behind it
                keep_partitions(connection)
                connection.execute("delete from inbox where received_at < now() - %s", [INBOX_RETENTION])
                connection.execute("delete from idempotency_keys where created_at < now() - interval '24 hours'")
            self.stop.wait(HOUSEKEEPING_EVERY_S)

    def _watch_log(self) -> None:
        """A log that was lost or replaced under us: end, and be started again with fresh clients."""
        topics = sorted({f"opora.{self.service.name}", *self.service.handlers.topics()})
        self.log_identities = self.log_identities or log_identities(self.settings.kafka, topics)
        while not self.stop.wait(WATCH_EVERY_S):
            if log_identities(self.settings.kafka, topics) != self.log_identities:
                log.warning("log_replaced_while_running")
                self.exit_status = REPLACED_LOG_EXIT
                self.stop.set()

    def _beat(self, alive: bool) -> None:
        """The heartbeat by which others see that this worker lives: the file's time."""
        file = os.environ.get("OPORA_HEARTBEAT")
        if alive and file:
            Path(file).touch()


def run_timer(timer: Timer, sessions: "sessionmaker[Session]", came_round: Callable[[], None] = unwatched) -> None:
    """Run it until nothing more is due, each time in one transaction."""
    while True:
        came_round()
        with sessions.begin() as session:
            if not timer.run(session):
                return


def main() -> None:
    name = sys.argv[1]
    settings = or_stop(name)
    logs.set_up(name, settings.log_level)
    worker = Worker(load(name), settings)
    metrics.serve(name)
    for stopping in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stopping, lambda *_: worker.stop.set())
    sys.exit(worker.run())


if __name__ == "__main__":
    main()
