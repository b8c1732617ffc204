"""All services' relays and consumers in one thread: what was published has its effects when `drain` returns.

The sample region is played with it, day by day under a moved clock; tests play journeys with it.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from kafka.errors import KafkaError
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from shared.config import Settings
from shared.database import sessions_of
from shared.eventing.consumer import Consumer
from shared.eventing.relay import Relay, SendFailed
from shared.service import Service, load
from shared.worker import open_consumer, open_relay, run_timer

_SENT = text("select count(*) from outbox")
_TAKEN = text("select topic, sum(next_offset) as taken from consumer_offsets group by topic")


class Pump:
    """For a log in which nothing was sent twice: it is drained when each consumer has taken as many events from each
    topic as its publisher has written."""

    def __init__(self, settings: Mapping[str, Settings]) -> None:
        self.settings = settings
        self.services: dict[str, Service] = {name: load(name) for name in settings}
        self.sessions: dict[str, sessionmaker[Session]] = {name: sessions_of(one) for name, one in settings.items()}
        self.relays: dict[str, Relay] = {
            name: open_relay(service, settings[name]) for name, service in self.services.items()
        }
        self.consumers: dict[str, Consumer] = {
            name: open_consumer(service, settings[name])
            for name, service in self.services.items()
            if service.handlers.topics()
        }

    def drain(self) -> None:
        """Until nothing is on the road any more. What is parked stays parked."""
        while True:
            for relay in self.relays.values():
                self._step(relay)
            for consumer in self.consumers.values():
                consumer.step(0.005)
            if self._is_drained():
                return

    def run_timers(self) -> None:
        """Every timer of every service once, by the business clock of this context."""
        for name, service in self.services.items():
            for timer in service.timers:
                run_timer(timer, self.sessions[name])

    def close(self) -> None:
        parts: list[Relay | Consumer] = [*self.relays.values(), *self.consumers.values()]
        for part in parts:
            with suppress(Exception):
                part.close()

    @staticmethod
    def _step(relay: Relay) -> None:
        try:
            relay.step(0)
        except (KafkaError, SendFailed):
            relay.give_up_producer()

    def _is_drained(self) -> bool:
        sent = {f"opora.{name}": self._scalar(name) for name in self.services}
        return all(self._taken(name, sent) for name in self.consumers)

    def _taken(self, name: str, sent: Mapping[str, int]) -> bool:
        with self.sessions[name]() as session:
            taken: dict[str, Any] = {row.topic: row.taken for row in session.execute(_TAKEN)}
        topics = self.services[name].handlers.topics()
        return all(taken.get(topic, 0) >= sent[topic] for topic in topics if topic in sent)

    def _scalar(self, name: str) -> int:
        with self.sessions[name]() as session:
            return int(session.scalar(_SENT) or 0)
