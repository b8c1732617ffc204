"""A real broker for a test: Tansu (the embedded stack's), or Apache Kafka when OPORA_TEST_BROKER=kafka."""

import atexit
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest

from shared.config import Kafka
from shared.contracts import PARTITIONS, RETENTION_BYTES, RETENTION_DAYS, TOPICS, Topic
from shared.eventing.kafka import make_admin
from stack.apache_kafka import node
from stack.broker import Broker
from stack.ports import free_port
from stack.topics import ensure_topics

KAFKA = os.environ.get("OPORA_TEST_BROKER") == "kafka"
NAMES = [topic.name for topic in TOPICS]


class Log(Protocol):
    """A broker that a test may kill, and whose log it may take away. Topics are there after `start`."""

    @property
    def bootstrap(self) -> str: ...
    def start(self) -> None: ...
    def kill(self) -> None: ...
    def wipe(self) -> None: ...


class Tansu:
    def __init__(self, home: Path, topics: list[str]) -> None:
        self.broker = Broker(home, free_port())
        self.topics = topics
        self.start()

    @property
    def bootstrap(self) -> str:
        return self.broker.bootstrap

    def start(self) -> None:
        self.broker.start()
        self.broker.create_topics(self.topics, PARTITIONS)

    def kill(self) -> None:
        process = self.broker.process
        assert process
        process.kill()

    def wipe(self) -> None:
        """It forgets everything at each stop."""
        self.broker.stop()

    stop = kill


class GivenKafka:
    """Somebody's Kafka (KAFKA_BOOTSTRAP): its topics of these names are made anew, its life is not ours to take."""

    def __init__(self, bootstrap: str, topics: list[str]) -> None:
        self.bootstrap = bootstrap
        self.topics = topics
        self.renew_topics()

    def start(self) -> None:
        self._make_topics()

    def _make_topics(self) -> None:
        with closing(make_admin(Kafka(self.bootstrap))) as admin:
            ensure_topics(admin, [Topic(name, PARTITIONS, RETENTION_DAYS, RETENTION_BYTES) for name in self.topics])

    def kill(self) -> None:
        pytest.skip("this Kafka was given to us: a test must not kill it")

    wipe = kill

    def stop(self) -> None:
        """It goes on."""

    def renew_topics(self) -> None:
        with closing(make_admin(Kafka(self.bootstrap))) as admin:
            present = sorted(set(admin.list_topics()) & set(self.topics))
            if present:
                admin.delete_topics(present)
        self._make_topics()


class OwnKafka(GivenKafka):
    """An Apache Kafka that we started ourselves."""

    def __init__(self, started: Any, topics: list[str]) -> None:
        self.node = started
        super().__init__(started.bootstrap, topics)

    def start(self) -> None:
        self.node.start()
        super().start()

    def kill(self) -> None:
        self.node.kill()

    def wipe(self) -> None:
        self.node.wipe()


@cache
def _node() -> Any:
    """One node for all tests of this process; it dies with us."""
    folder = tempfile.TemporaryDirectory(prefix="opora-kafka-")
    started = node(Path(folder.name)).start()
    atexit.register(lambda: (started.stop(), folder.cleanup()))
    return started


def _ready_node() -> Any:
    """The node, started again if the test before left it dead."""
    found = _node()
    if not (found.process and found.process.running):
        found.start()
    return found


@contextmanager
def running_log(folder: Path, topics: list[str] | None = None) -> Iterator[Log]:
    """A broker with empty topics, for one test."""
    names = topics or NAMES
    given = os.environ.get("KAFKA_BOOTSTRAP")
    if not KAFKA:
        log: Any = Tansu(folder, names)
    else:
        log = GivenKafka(given, names) if given else OwnKafka(_ready_node(), names)
    try:
        yield log
    finally:
        log.stop()
