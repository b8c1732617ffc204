"""`python -m stack.compose.servers`: whether Kafka is as declared, asked with its administrator's rights.

Prints JSON: what is missing, or too much, of topics and rights; null when Kafka does not answer.
"""

import json

from kafka.errors import KafkaError

from shared.config import kafka
from shared.contracts import TOPICS
from shared.eventing.kafka import make_admin
from stack.compose.rights import present, wanted


def main() -> None:
    try:
        admin = make_admin(kafka("admin"))
        topics = {one["name"]: len(one["partitions"]) for one in admin.describe_topics(list(admin.list_topics()))}
        rights = present(admin) ^ wanted()
    except KafkaError:
        print(json.dumps(None))
        return
    wrong = [topic.name for topic in TOPICS if topics.get(topic.name) != topic.partitions]
    print(json.dumps({"topics": wrong, "rights": sorted(str(acl.resource_pattern.resource_name) for acl in rights)}))


if __name__ == "__main__":
    main()
