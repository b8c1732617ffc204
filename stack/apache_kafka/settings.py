"""How a one-node Kafka is set up, and the question whether it answers."""

import base64
import socket
import uuid

from kafka.admin import KafkaAdminClient
from kafka.errors import KafkaError

HEAP = "-Xms128m -Xmx512m"

COMMON = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
    "inter.broker.listener.name": "PLAINTEXT",
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "500",
    "auto.create.topics.enable": "false",
    "group.initial.rebalance.delay.ms": "0",
    "offsets.topic.num.partitions": "1",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.num.partitions": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
}
"""What is true of every node here: broker and controller in one, and nothing is replicated.

A killed broker may register again only when its last session is over, hence the short one.
"""


def new_cluster_id() -> str:
    """16 random bytes in Kafka's spelling, which a command line never takes for an option."""
    spelled = base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
    return new_cluster_id() if spelled.startswith("-") else spelled


def answers(port: int) -> bool:
    """True when the broker on 127.0.0.1:port serves clients; an open port alone says too little."""
    return _listens(port) and _serves(port)


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def _serves(port: int) -> bool:
    try:
        admin = KafkaAdminClient(bootstrap_servers=f"127.0.0.1:{port}", bootstrap_timeout_ms=2000)
    except KafkaError:
        return False
    try:
        return any(not broker.get("is_fenced") for broker in admin.describe_cluster()["brokers"])
    except KafkaError:
        return False
    finally:
        admin.close()
