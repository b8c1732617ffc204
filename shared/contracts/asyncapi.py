"""The catalogue of events as AsyncAPI 3.0.0: topics are channels, types are messages."""

from datetime import timedelta
from typing import Any

from shared.contracts import ALL, TOPICS, Topic
from shared.contracts.json_schema import wire_example
from shared.eventing.contract import EventType

BINDING = "0.5.0"
_UUID = {"type": "string", "format": "uuid"}

ENVELOPE: dict[str, Any] = {
    "type": "object",
    "description": "CloudEvents 1.0, Kafka protocol binding, binary mode.",
    "properties": {
        "ce_specversion": {"type": "string", "const": "1.0"},
        "ce_id": {**_UUID, "description": "UUIDv7; the same when the event is sent again."},
        "ce_source": {"type": "string", "description": "The publishing service: /referrals."},
        "ce_type": {"type": "string"},
        "ce_subject": {"type": "string", "description": "The same as the key of the record."},
        "ce_time": {"type": "string", "format": "date-time", "description": "System time of publishing."},
        "ce_dataschema": {"type": "string", "description": "urn:opora:schema:<type>"},
        "ce_sequence": {"type": "string", "pattern": r"^\d+$", "description": "1, 2, 3… per topic and key."},
        "ce_correlationid": {**_UUID, "description": "The same for everything that one act led to."},
        "ce_causationid": {**_UUID, "description": "The event to which this is a reaction."},
        "ce_snapshot": {
            "type": "string",
            "const": "true",
            "description": "There when the event only repeats the present state; nothing happened.",
        },
        "traceparent": {"type": "string", "description": "W3C Trace Context."},
        "content-type": {"type": "string", "const": "application/json"},
    },
    "required": [
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_subject",
        "ce_time",
        "ce_dataschema",
        "ce_sequence",
        "ce_correlationid",
        "traceparent",
        "content-type",
    ],
}


def document() -> dict[str, Any]:
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Opora events",
            "version": "1.0.0",
            "description": "What the services say to each other. Generated from shared/contracts.",
        },
        "defaultContentType": "application/json",
        "channels": {_service(topic): _channel(topic) for topic in TOPICS},
        "operations": {f"publish_{_service(topic)}": _operation(topic) for topic in TOPICS},
        "components": {
            "messages": {event.name: _message(event) for event in ALL},
            "messageTraits": {"envelope": {"headers": ENVELOPE, "correlationId": _correlation()}},
        },
    }


def _service(topic: Topic) -> str:
    return topic.name.removeprefix("opora.")


def _channel(topic: Topic) -> dict[str, Any]:
    events = [event for event in ALL if event.topic == topic.name]
    retention = int(timedelta(days=topic.retention_days).total_seconds() * 1000)
    return {
        "address": topic.name,
        "description": f"Published by {_service(topic)} alone. Events of one key stay in order.",
        "messages": {event.name: _ref("components", "messages", event.name) for event in events},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": ["delete"],
                    "retention.ms": retention,
                    "retention.bytes": topic.retention_bytes,
                },
                "bindingVersion": BINDING,
            }
        },
    }


def _operation(topic: Topic) -> dict[str, Any]:
    return {"action": "send", "channel": _ref("channels", _service(topic))}


def _message(event: EventType) -> dict[str, Any]:
    return {
        "name": event.name,
        "title": event.name.split(".", 2)[2].removesuffix(".v1"),
        "summary": event.description,
        "contentType": "application/json",
        "traits": [_ref("components", "messageTraits", "envelope")],
        "payload": {"$ref": f"./{event.name}.schema.json"},
        "bindings": {"kafka": {"key": _key(event), "bindingVersion": BINDING}},
        "examples": [{"payload": wire_example(event)}],
    }


def _key(event: EventType) -> dict[str, Any]:
    described = {"type": "string", "description": f"Which {event.key}."}
    return described if event.key == "district" else {**described, "format": "uuid"}


def _correlation() -> dict[str, str]:
    return {"location": "$message.header#/ce_correlationid"}


def _ref(*path: str) -> dict[str, str]:
    return {"$ref": "#/" + "/".join(path)}
