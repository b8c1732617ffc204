"""A real broker for a test: Tansu (the embedded stack's), or Apache Kafka when OPORA_TEST_BROKER=kafka."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from kafka import KafkaAdminClient

from shared.contracts import TOPICS
from stack.apache_kafka import node
from stack.broker import Broker, create_topics
from stack.ports import free_port

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
        self.broker.create_topics(self.topics)

    def kill(self) -> None:
        process = self.broker.process
        assert process
        process.kill()

    def wipe(self) -> None:
        """It forgets everything at each stop."""
        self.broker.stop()

    stop = kill


class ApacheKafka:
    """One node for the tests of this process; each test gets fresh topics."""

    def __init__(self, work: Path, topics: list[str]) -> None:
        self.node = node(work)
        self.topics = topics
        self.start()

    @property
    def bootstrap(self) -> str:
        return self.node.bootstrap

    def start(self) -> None:
        self.node.start()
        create_topics(self.bootstrap, self.topics)

    def kill(self) -> None:
        self.node.kill()

    def wipe(self) -> None:
        self.node.wipe()

    def stop(self) -> None:
        self.node.stop()

    def renew_topics(self) -> None:
        admin = KafkaAdminClient(bootstrap_servers=self.bootstrap)
        try:
            present = sorted(set(admin.list_topics()) & set(self.topics))
            if present:
                admin.delete_topics(present)
        finally:
            admin.close()
        create_topics(self.bootstrap, self.topics)


@contextmanager
def running_log(folder: Path, topics: list[str] | None = None) -> Iterator[Log]:
    """A broker of this test's own with empty topics."""
    make = ApacheKafka if KAFKA else Tansu
    log = make(folder, topics or NAMES)
    try:
        yield log
    finally:
        log.stop()
