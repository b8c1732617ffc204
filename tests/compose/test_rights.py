"""What each service is refused by PostgreSQL and by Kafka."""

import json
from typing import Any

import pytest

from shared.config import SERVICES
from shared.contracts import TOPICS
from shared.service import load
from tests.compose.conftest import Installed

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

ENTER = """
import json, os, psycopg
from pathlib import Path
service = os.environ["OPORA_SERVICE"]
password = Path(f"/run/secrets/database-{service}").read_text()
answers = {}
for name in os.environ["DATABASES"].split():
    try:
        psycopg.connect(host="postgres", user=service, password=password, dbname=name, connect_timeout=3).close()
        answers[name] = "open"
    except psycopg.OperationalError as problem:
        answers[name] = "refused" if "permission denied for database" in str(problem) else str(problem)
print(json.dumps(answers))
"""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_enters_its_own_database_alone(stack: Installed, service: str) -> None:
    names = (*SERVICES, "postgres", "template1")
    answers = json.loads(stack.python(service, ENTER, DATABASES=" ".join(names)))
    assert answers == dict.fromkeys(names, "refused") | {service: "open"}


def test_nobody_enters_a_database_without_a_password(stack: Installed) -> None:
    script = """
import psycopg
for role in ("cases", "postgres"):
    try:
        psycopg.connect(host="postgres", user=role, dbname="cases", connect_timeout=3)
        print(role, "open")
    except psycopg.OperationalError as problem:
        print(role, "no password supplied" in str(problem))
"""
    assert stack.python("cases", script).splitlines() == ["cases True", "postgres True"]


TRY = """
import json, os
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from shared.config import kafka
from shared.eventing.kafka import access
service = os.environ["OPORA_SERVICE"]
given = access(kafka(service))

def attempt(action):
    try:
        return action() or "done"
    except Exception as problem:
        return type(problem).__name__

def write(topic):
    producer = KafkaProducer(**given, max_block_ms=5000, delivery_timeout_ms=5000, request_timeout_ms=4000)
    try:
        producer.send(topic, b"probe", key=b"probe").get(timeout=8)
    finally:
        producer.close(timeout=1)

def read(topic):
    consumer = KafkaConsumer(**given, group_id=None, auto_offset_reset="earliest", allow_auto_create_topics=False)
    try:
        consumer.assign([TopicPartition(topic, number) for number in range(12)])
        for _ in range(20):
            if consumer.poll(timeout_ms=300):
                return
        return "nothing"
    finally:
        consumer.close(autocommit=False)

topics = os.environ["TOPICS"].split()
print(json.dumps({
    "written": {topic: attempt(lambda: write(topic)) for topic in topics if topic != f"opora.{service}"},
    "read": {topic: attempt(lambda: read(topic)) for topic in topics},
}))
"""


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_writes_no_topic_of_others_and_reads_only_what_it_listens_to(stack: Installed, service: str) -> None:
    names = [topic.name for topic in TOPICS]
    tried = json.loads(stack.python(f"{service}-worker", TRY, TOPICS=" ".join(names)))
    refused = "TopicAuthorizationFailedError"
    assert tried["written"] == {name: refused for name in names if name != f"opora.{service}"}
    listened = load(service).handlers.topics()
    assert {name for name, seen in tried["read"].items() if seen == "done"} == set(listened)


STRANGER = """
from kafka import KafkaAdminClient
from kafka.errors import KafkaError
from shared.config import Kafka
from shared.eventing.kafka import access
for stranger in (
    Kafka("kafka:9092"),
    Kafka("kafka:9092", "cases", "guessed"),
    Kafka("kafka:9092", "nobody", "guessed"),
    Kafka("kafka:9095", "admin", "guessed", "PLAIN"),
):
    try:
        admin = KafkaAdminClient(**access(stranger), bootstrap_timeout_ms=3000, request_timeout_ms=3000)
        print("in", admin.list_topics())
    except KafkaError:
        print("refused")
"""


def test_nobody_gets_anything_from_kafka_without_a_password(stack: Installed) -> None:
    assert stack.python("cases-worker", STRANGER).splitlines() == ["refused"] * 4


TELL = """
import json
from kafka.admin import ConfigResource
from shared.config import kafka
from shared.eventing.kafka import make_admin
admin = make_admin(kafka("admin"))
names = [name for name in admin.list_topics() if not name.startswith("__")]
partitions = {one["name"]: len(one["partitions"]) for one in admin.describe_topics(names)}
settings = admin.describe_configs([ConfigResource("TOPIC", name) for name in names])
print(json.dumps({"partitions": partitions, "settings": settings}, default=str))
"""


def test_the_topics_are_those_of_the_contracts(stack: Installed) -> None:
    shown = stack.docker.compose.run("migrate", ["python", "-c", TELL], tty=False, remove=True, dependencies=False)
    told: dict[str, Any] = json.loads(str(shown))
    assert told["partitions"] == {topic.name: topic.partitions for topic in TOPICS}
    for topic in TOPICS:
        kept = next(iter(told["settings"].values()))[topic.name]
        assert int(kept["retention.ms"]["value"]) == topic.retention_days * 24 * 3600 * 1000
        assert int(kept["retention.bytes"]["value"]) == topic.retention_bytes
