"""Two small services and the road between them: `alpha` publishes, `beta` writes down what reached it."""

import json
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import psycopg
from marshmallow import Schema, fields
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from shared.config import Kafka, Settings
from shared.database import make_engine, make_sessions, plain_url
from shared.eventing.consumer import Consumer
from shared.eventing.contract import EventType, sealed
from shared.eventing.envelope import Event
from shared.eventing.handlers import Handlers
from shared.eventing.measures import figures
from shared.eventing.outbox import publish
from shared.eventing.relay import Relay
from shared.eventing.sealing import load_keyrings
from shared.service import Service
from shared.worker import open_consumer, open_relay


class Happened(Schema):
    at = fields.AwareDateTime(required=True)
    by = fields.UUID(required=True, allow_none=True)
    n = fields.Integer(required=True)
    name = sealed("contacts", fields.String(required=False, allow_none=True))


HAPPENED = EventType("opora.alpha.thing.happened.v1", "thing", Happened(), "Something happened.", {})
ELSEWHERE = EventType("opora.alpha.thing.changed.v1", "thing", Happened(), "Nobody listens to this.", {})
TOPICS = ["opora.alpha", "opora.beta"]

EFFECTS = """
create table effects (id bigint generated always as identity, event uuid, subject text, n int, name text);
create table things (id text primary key);
"""


class Base(DeclarativeBase):
    pass


class Thing(Base):
    __tablename__ = "things"
    id: Mapped[str] = mapped_column(primary_key=True)


def write_down(session: Session, event: Event) -> None:
    session.execute(
        text("insert into effects (event, subject, n, name) values (:event, :subject, :n, :name)"),
        {
            "event": event.id,
            "subject": event.envelope.subject,
            "n": event.data["n"],
            "name": event.data.get("name"),
        },
    )


class Road:
    """`react` is what beta does with an event; a test may replace it."""

    def __init__(self, alpha: Settings, beta: Settings) -> None:
        self.alpha, self.beta = alpha, beta
        self.react: Callable[[Session, Event], None] = write_down
        rings = load_keyrings(alpha.secrets)
        self.engines = {settings.service: make_engine(settings.database_url) for settings in (alpha, beta)}
        self.sessions = {name: make_sessions(engine, rings) for name, engine in self.engines.items()}
        with self.sessions["beta"].begin() as session:
            session.execute(text(EFFECTS))
        handlers = Handlers({}, {HAPPENED: [lambda session, event: self.react(session, event)]})
        self.services = {"alpha": Service("alpha", Handlers({}, {})), "beta": Service("beta", handlers)}
        self.opened: list[Relay | Consumer] = []

    def publish(self, subject: str, n: int, name: str | None = None, event: EventType = HAPPENED) -> None:
        with self.sessions["alpha"].begin() as session:
            publish(session, event, subject, {"n": n, "name": name})

    def relay(self) -> Relay:
        return self._opened(open_relay(self.services["alpha"], self.alpha))

    def consumer(self) -> Consumer:
        return self._opened(open_consumer(self.services["beta"], self.beta))

    def drive(self, *parts: Relay | Consumer, until: Callable[[], bool]) -> None:
        """Let these work, in turn, until the condition holds (the test's own timeout is the limit)."""
        while not until():
            for part in parts:
                self.step(part)

    @staticmethod
    def step(part: Relay | Consumer) -> None:
        """One step; a relay does with a failure what its worker would."""
        from kafka.errors import KafkaError

        from shared.eventing.relay import SendFailed

        try:
            part.step(0.02)
        except (KafkaError, SendFailed):
            assert isinstance(part, Relay)
            part.give_up_producer()

    def arrived(self) -> list[tuple[str, int]]:
        """(subject, n) of every effect, in the order in which they happened."""
        return [(row.subject, row.n) for row in self.rows("beta", "select subject, n from effects order by id")]

    def rows(self, service: str, statement: str, **values: Any) -> list[Any]:
        with self.sessions[service].begin() as session:
            return list(session.execute(text(statement), values).all())

    def figures(self, service: str) -> dict[str, Any]:
        with self.sessions[service].begin() as session:
            return figures(session)

    @contextmanager
    def open_transaction(self) -> Any:
        """A session of alpha whose transaction the test ends when it likes."""
        session = self.sessions["alpha"]()
        try:
            yield session
        finally:
            session.close()

    def produce(self, headers: list[tuple[str, bytes]], value: bytes | None, key: bytes = b"k") -> None:
        """Write straight to alpha's topic, past outbox and relay."""
        from shared.eventing.kafka import make_producer

        producer = make_producer(self.alpha.kafka, "test")
        producer.send("opora.alpha", key=key, value=value, headers=headers).get(timeout=10)
        producer.close()

    def close(self) -> None:
        for part in self.opened:
            try:
                part.close()
            except Exception:
                pass
        for engine in self.engines.values():
            engine.dispose()

    def _opened(self, part: Any) -> Any:
        self.opened.append(part)
        return part


def events_in_log(kafka: Kafka) -> list[tuple[str, int]]:
    """(subject, n) of every event in alpha's topic, partition by partition."""
    return [(record.key.decode(), json.loads(record.value)["n"]) for record in records_in_log(kafka)]


def records_in_log(kafka: Kafka) -> list[Any]:
    """Every record in alpha's topic, as kafka-python gives it."""
    from kafka import TopicPartition

    from shared.eventing.kafka import make_consumer

    client = make_consumer(kafka, "reader", "reader", 5)
    partitions = [TopicPartition("opora.alpha", number) for number in range(12)]
    client.assign(partitions)
    client.seek_to_beginning(*partitions)
    found: list[Any] = []
    while any(client.highwater(tp) is None or client.position(tp) < client.highwater(tp) for tp in partitions):
        for records in client.poll(timeout_ms=100).values():
            found += records
    client.close()
    return found


__all__ = [
    "ELSEWHERE",
    "HAPPENED",
    "NullPool",
    "Road",
    "Thing",
    "create_engine",
    "events_in_log",
    "plain_url",
    "psycopg",
    "records_in_log",
]
