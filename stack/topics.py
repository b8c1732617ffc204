"""The topics of the contracts, as Kafka is to have them."""

from collections.abc import Sequence
from datetime import timedelta

from kafka import KafkaAdminClient
from kafka.admin import ConfigResource, ConfigResourceType
from kafka.errors import KafkaError

from shared.contracts import TOPICS, Topic


def ensure_topics(admin: KafkaAdminClient, topics: Sequence[Topic] = TOPICS) -> None:
    """Make what is missing; put the settings of what is there right. Raises KafkaError."""
    present = set(admin.list_topics())
    missing = {topic.name: _made_with(topic) for topic in topics if topic.name not in present}
    if missing:
        admin.create_topics(missing, wait_for_metadata=True)
    changes = [ConfigResource(ConfigResourceType.TOPIC, topic.name, settings(topic)) for topic in topics]
    refused = {name: said for of in admin.alter_configs(changes).values() for name, said in of.items() if said != "OK"}
    if refused:
        raise KafkaError(f"settings of topics were refused: {refused}")


def drop_topics(admin: KafkaAdminClient) -> None:
    present = sorted(set(admin.list_topics()) & {topic.name for topic in TOPICS})
    if present:
        admin.delete_topics(present)


SEGMENTS = 8
"""Kafka drops whole segments, and never the one that is written: they must be small beside what is kept."""


def settings(topic: Topic) -> dict[str, str]:
    milliseconds = timedelta(days=topic.retention_days) // timedelta(milliseconds=1)
    return {
        "cleanup.policy": "delete",
        "retention.ms": str(milliseconds),
        "retention.bytes": str(topic.retention_bytes),
        "segment.bytes": str(topic.retention_bytes // SEGMENTS),
    }


def _made_with(topic: Topic) -> dict[str, object]:
    """The replication factor is the cluster's default: one broker has 1, three have 3."""
    return {"num_partitions": topic.partitions, "replication_factor": -1, "configs": settings(topic)}
