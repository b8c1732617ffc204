"""A real Apache Kafka for tests: nothing is proved on the embedded broker alone.

Fault tests start one with `node(work)`, which is stopped, killed, emptied and started again as they please.
"""

from stack.apache_kafka.container import ContainerKafka
from stack.apache_kafka.jars import MissingError
from stack.apache_kafka.node import ApacheKafka
from stack.apache_kafka.sources import node

__all__ = ["ApacheKafka", "ContainerKafka", "MissingError", "node"]
