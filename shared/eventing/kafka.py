"""kafka-python's clients as we use them. Made after a fork, each used by one thread."""

import logging
from collections.abc import Callable
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.errors import KafkaError, UnknownTopicOrPartitionError

from shared.config import Kafka

log = logging.getLogger(__name__)

# With a broker away the library writes dozens of errors a second; we say it once.
logging.getLogger("kafka").setLevel(logging.CRITICAL)

RECONNECT_AT_MOST_MS = 500


def access(kafka: Kafka) -> dict[str, Any]:
    """What every client needs to reach this Kafka, and to sign in where it must."""
    where: dict[str, Any] = {"bootstrap_servers": kafka.bootstrap.split(",")}
    if kafka.username is None:
        return where
    return where | {
        "security_protocol": "SASL_PLAINTEXT",
        "sasl_mechanism": kafka.mechanism,
        "sasl_plain_username": kafka.username,
        "sasl_plain_password": kafka.password,
    }


def make_producer(kafka: Kafka, client: str) -> KafkaProducer:
    """Idempotent, acknowledged by all. The delivery timeout is short: an unacknowledged event is sent by a new one."""
    return KafkaProducer(
        **access(kafka),
        client_id=client,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        batch_size=131_072,
        delivery_timeout_ms=4_000,
        request_timeout_ms=3_000,
        max_block_ms=5_000,
        bootstrap_timeout_ms=3_000,
        reconnect_backoff_max_ms=RECONNECT_AT_MOST_MS,
        allow_auto_create_topics=False,
        metrics_enabled=False,
    )


def make_consumer(kafka: Kafka, client: str, group: str, fetch_wait_ms: int) -> KafkaConsumer:
    """For partitions assigned by hand: the group only names where offsets are shown to Kafka's tools."""
    return KafkaConsumer(
        **access(kafka),
        client_id=client,
        group_id=group,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=fetch_wait_ms,
        session_timeout_ms=6_000,
        request_timeout_ms=10_000,
        bootstrap_timeout_ms=3_000,
        reconnect_backoff_max_ms=RECONNECT_AT_MOST_MS,
        allow_auto_create_topics=False,
        metrics_enabled=False,
    )


def make_admin(kafka: Kafka) -> KafkaAdminClient:
    """Raises KafkaError when nobody answers there, or the sign-in is refused."""
    return KafkaAdminClient(**access(kafka), bootstrap_timeout_ms=3_000, request_timeout_ms=5_000)


def log_identities(kafka: Kafka, topics: list[str]) -> dict[str, str]:
    """For each topic the cluster's and the topic's id: another value means another log. Raises KafkaError."""
    admin = make_admin(kafka)
    try:
        cluster = admin.describe_cluster()["cluster_id"]
        found = {topic["name"]: topic for topic in admin.describe_topics(topics)}
        for name in topics:
            if not found.get(name, {}).get("topic_id"):
                raise UnknownTopicOrPartitionError(name)
        return {name: f"{cluster}/{found[name]['topic_id']}" for name in topics}
    finally:
        admin.close()


class LogWatch:
    """Whether a client still talks to the log that it began with.

    kafka-python goes on with whatever answers at the address, without a word and after a regular close without asking
    for metadata. Its public interface does not tell of connections, so this looks at those that its clients share:
    whenever one was made or lost, the log's identity is asked for anew, over a connection that is younger. What came
    before is then of the same log, for a log is lost only with the broker that the client was connected to.
    """

    def __init__(self, client: KafkaProducer | KafkaConsumer, identify: Callable[[], dict[str, str]]) -> None:
        self.client = client
        self.identify = identify
        self.identities = identify()
        self._connections: frozenset[Any] = frozenset()

    def is_the_same(self) -> bool:
        """Call it with what was received and before it has an effect. Raises KafkaError when nobody answers."""
        connections = _connections(self.client)
        if connections != self._connections:
            if not self.is_the_same_now():
                return False
            self._connections = connections
        return True

    def is_the_same_now(self) -> bool:
        """The same, asked for in any case."""
        return self.identify() == self.identities


def _connections(client: KafkaProducer | KafkaConsumer) -> frozenset[Any]:
    net = client._sender._client if isinstance(client, KafkaProducer) else client._client
    return frozenset(connection for connection in tuple(net._manager._conns.values()) if connection.connected)


def end_now(producer: KafkaProducer) -> None:
    """End a producer with what it has pending: `close` with a timeout would let its thread go on and deliver late."""
    producer._sender.force_close()
    try:
        producer.close(timeout=5)
    except KafkaError:
        log.warning("producer_did_not_end")


def partition_counts(consumer: KafkaConsumer, topics: list[str]) -> dict[str, int]:
    """Partitions of each topic; a topic that is not there yet has none."""
    return {topic: len(consumer.partitions_for_topic(topic) or ()) for topic in topics}
