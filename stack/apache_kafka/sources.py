"""Where a real Kafka comes from on this machine."""

from pathlib import Path

from stack.apache_kafka.container import ContainerKafka
from stack.apache_kafka.jars import CACHE, MissingError, jars
from stack.apache_kafka.node import ApacheKafka


def node(work: Path, port: int | None = None, cache: Path = CACHE) -> ApacheKafka | ContainerKafka:
    """A node that is not yet started: from jars with Java, else a container. Raises MissingError."""
    try:
        return ApacheKafka(work, port, jars(cache))
    except MissingError as no_jars:
        return _container(port, no_jars)


def _container(port: int | None, no_jars: MissingError) -> ContainerKafka:
    try:
        return ContainerKafka(port)
    except MissingError as no_docker:
        raise MissingError(f"{no_jars}; {no_docker}. Give Java 17 and mvn, or Docker, or KAFKA_BOOTSTRAP") from None
