"""The real Kafka that tests run on: it keeps, loses and gives back what the fault tests rely on."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.errors import KafkaTimeoutError

from stack.apache_kafka import ApacheKafka, MissingError
from stack.apache_kafka.jars import jars

pytestmark = pytest.mark.timeout(600)  # the first run on a machine downloads Kafka

CHECKOUT = Path(__file__).resolve().parents[2]
TOPIC = "opora.probe"


@pytest.fixture(scope="module")
def kafka_jars() -> Path:
    try:
        return jars()
    except MissingError as missing:
        pytest.skip(str(missing))


@pytest.fixture
def kafka(kafka_jars: Path, tmp_path: Path) -> Iterator[ApacheKafka]:
    node = ApacheKafka(tmp_path / "kafka", jars=kafka_jars).start()
    yield node
    node.kill()


def test_an_event_is_written_read_and_its_offset_kept_without_joining_a_group(kafka: ApacheKafka) -> None:
    create_topic(kafka)
    send(kafka, b"asked for help", partition=11)
    place = TopicPartition(TOPIC, 11)
    reader = consumer(kafka)
    reader.assign([place])
    reader.seek_to_beginning(place)
    assert read(reader) == [b"asked for help"]
    reader.commit({place: OffsetAndMetadata(1, "", -1)}, timeout_ms=10_000)
    reader.close()
    assert kept_offset(kafka, place) == 1


def test_a_killed_kafka_comes_back_as_the_same_cluster_with_its_events(kafka: ApacheKafka) -> None:
    create_topic(kafka)
    send(kafka, b"asked for help", partition=3)
    before = identity(kafka)
    kafka.kill()
    kafka.start()
    assert identity(kafka) == before
    place = TopicPartition(TOPIC, 3)
    reader = consumer(kafka)
    reader.assign([place])
    reader.seek_to_beginning(place)
    assert read(reader) == [b"asked for help"]
    reader.close()


def test_a_wiped_kafka_is_another_cluster_and_its_topics_are_others(kafka: ApacheKafka) -> None:
    create_topic(kafka)
    cluster, topic = identity(kafka)
    kafka.wipe()
    kafka.start()
    create_topic(kafka)
    assert identity(kafka)[0] != cluster
    assert identity(kafka)[1] != topic


def test_a_topic_that_nobody_created_is_refused(kafka: ApacheKafka) -> None:
    with pytest.raises(KafkaTimeoutError):
        send(kafka, b"lost", partition=0, wait=1_000)


def test_the_command_finds_a_kafka_and_its_exit_code_is_ours(kafka_jars: Path) -> None:
    connect = "import os, socket; host, port = os.environ['KAFKA_BOOTSTRAP'].split(':')"
    told = f"{connect}; socket.create_connection((host, int(port))); print('connected'); raise SystemExit(7)"
    done = subprocess.run(beside_kafka(sys.executable, "-c", told), capture_output=True, **place_to_run())
    assert (done.returncode, done.stdout) == (7, b"connected\n")


def test_a_kafka_that_is_given_is_used_as_it_is() -> None:
    told = beside_kafka("sh", "-c", "echo $KAFKA_BOOTSTRAP")
    given = place_to_run(KAFKA_BOOTSTRAP="kafka.example:9092")
    assert subprocess.run(told, capture_output=True, **given).stdout == b"kafka.example:9092\n"


def test_a_machine_without_any_kafka_is_told_in_one_line_what_it_lacks(tmp_path: Path) -> None:
    done = subprocess.run(beside_kafka("true"), capture_output=True, **place_to_run(PATH=str(tmp_path)))
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "no Apache Kafka here: no Java 17 or newer on PATH; no running Docker. "
        "Give Java 17 and mvn, or Docker, or KAFKA_BOOTSTRAP"
    ]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_a_run_that_is_ended_leaves_neither_kafka_nor_command(
    kafka_jars: Path, number: signal.Signals, code: int
) -> None:
    told = beside_kafka("sh", "-c", "echo $$ $KAFKA_BOOTSTRAP; exec sleep 600")
    run = subprocess.Popen(told, stdout=subprocess.PIPE, **place_to_run())
    assert run.stdout is not None
    command, bootstrap = run.stdout.readline().decode().split()
    run.send_signal(number)
    assert run.wait(30) == code
    until(lambda: not Path("/proc", command).exists() and not listens(bootstrap))


def beside_kafka(*command: str) -> list[str]:
    return [sys.executable, "-m", "stack.apache_kafka", "run", "--", *command]


def place_to_run(**environment: str) -> dict[str, object]:
    """Keyword arguments of subprocess: the checkout, and no Kafka given but in `environment`."""
    bare = {name: value for name, value in os.environ.items() if name != "KAFKA_BOOTSTRAP"}
    return {"cwd": CHECKOUT, "env": bare | environment}


def create_topic(kafka: ApacheKafka) -> None:
    admin = KafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    admin.create_topics({TOPIC: {"num_partitions": 12, "replication_factor": 1}}, wait_for_metadata=True)
    assert len(admin.describe_topics([TOPIC])[0]["partitions"]) == 12
    admin.close()


def identity(kafka: ApacheKafka) -> tuple[str, str]:
    """The ids of the cluster and of the topic."""
    admin = KafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    found = admin.describe_cluster()["cluster_id"], admin.describe_topics([TOPIC])[0]["topic_id"]
    admin.close()
    return found


def send(kafka: ApacheKafka, value: bytes, *, partition: int, wait: int = 10_000) -> None:
    producer = KafkaProducer(bootstrap_servers=kafka.bootstrap, max_block_ms=wait, metrics_enabled=False)
    try:
        producer.send(TOPIC, value, partition=partition).get(10)
    finally:
        producer.close(timeout=5)


def consumer(kafka: ApacheKafka) -> KafkaConsumer:
    return KafkaConsumer(
        bootstrap_servers=kafka.bootstrap, group_id="probe", enable_auto_commit=False, metrics_enabled=False
    )


def read(reader: KafkaConsumer) -> list[bytes]:
    """The values of the first answer that holds any, within 10 seconds."""
    found = reader.poll(timeout_ms=10_000)
    return [record.value for records in found.values() for record in records]


def kept_offset(kafka: ApacheKafka, place: TopicPartition) -> int:
    """What Kafka's own tools show, asked by another client."""
    admin = KafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    offset: int = admin.list_group_offsets({"probe": None})["probe"][place].offset
    admin.close()
    return offset


def listens(bootstrap: str) -> bool:
    host, port = bootstrap.split(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0


def until(true: Callable[[], bool], timeout: float = 30) -> None:
    deadline = time.monotonic() + timeout
    while not true():
        assert time.monotonic() < deadline, f"still not so after {timeout:g} s"
        time.sleep(0.02)
