"""The real Kafka that tests run on: it keeps, loses and gives back what the fault tests rely on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, OffsetAndMetadata, TopicPartition
from kafka.errors import KafkaTimeoutError

from stack.apache_kafka import ApacheKafka, MissingError
from stack.apache_kafka.jars import jars

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(600)]  # the first run on a machine downloads Kafka

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
