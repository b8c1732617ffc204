"""The embedded broker: loopback only, topics there, a new cluster at each start."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from kafka import KafkaConsumer, KafkaProducer
from kafka.admin import KafkaAdminClient

from stack.broker import PARTITIONS, Broker
from stack.ports import free_port


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    started = Broker(tmp_path, free_port()).start()
    yield started
    started.stop()


def test_topics_have_their_partitions_and_are_created_once(broker: Broker) -> None:
    broker.create_topics(["opora.cases"])
    broker.create_topics(["opora.cases", "opora.referrals"])
    client = KafkaConsumer(bootstrap_servers=broker.bootstrap)
    try:
        for topic in ("opora.cases", "opora.referrals"):
            assert len(client.partitions_for_topic(topic)) == PARTITIONS
    finally:
        client.close()


def test_what_is_sent_can_be_read(broker: Broker) -> None:
    broker.create_topics(["opora.cases"])
    producer = KafkaProducer(bootstrap_servers=broker.bootstrap)
    producer.send("opora.cases", key=b"a", value=b"one").get(timeout=10)
    producer.close()
    reader = KafkaConsumer(
        "opora.cases", bootstrap_servers=broker.bootstrap, auto_offset_reset="earliest", consumer_timeout_ms=10_000
    )
    try:
        assert next(reader).value == b"one"
    finally:
        reader.close()


def test_each_start_is_a_new_cluster(tmp_path: Path) -> None:
    assert _cluster_of_one_start(tmp_path) != _cluster_of_one_start(tmp_path)


def _cluster_of_one_start(home: Path) -> str:
    broker = Broker(home, free_port()).start()
    client = KafkaAdminClient(bootstrap_servers=broker.bootstrap)
    try:
        return str(client.describe_cluster()["cluster_id"])
    finally:
        client.close()
        broker.stop()


def test_it_listens_on_loopback_alone_and_is_started_from_the_home(broker: Broker) -> None:
    assert broker.process is not None
    process = psutil.Process(broker.process.pid)
    assert Path(process.exe()).is_relative_to(broker.home)
    listening = [end.laddr.ip for end in process.net_connections() if end.status == psutil.CONN_LISTEN]
    assert set(listening) == {"127.0.0.1"}
