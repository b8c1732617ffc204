"""Contracts as JSON Schema 2020-12: what an event looks like on the wire, personal fields sealed.

Beside the standard's keywords: `x-topic` and `x-key` of the type; for a sealed field `x-audience` (whose keys open
it) and `x-plaintext` (what is found inside).
"""

from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow.fields import Field

from shared.eventing.contract import EventType, may_publish_none, must_publish

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BOX: dict[str, Any] = {
    "type": "object",
    "properties": {
        "sealed": {"const": 1},
        "kid": {"type": "string"},
        "data": {"type": "string", "contentEncoding": "base64url"},
    },
    "required": ["data", "kid", "sealed"],
}
NULL = {"type": "null"}


def schema_of(event: EventType) -> dict[str, Any]:
    """The wire schema of one type."""
    fields = event.schema.fields
    return {
        "$schema": DIALECT,
        "$id": f"urn:opora:schema:{event.name}",
        "title": event.name,
        "description": event.description,
        "type": "object",
        "x-topic": event.topic,
        "x-key": event.key,
        "properties": {name: _wire(field, event.example.get(name)) for name, field in fields.items()},
        "required": sorted(name for name, field in fields.items() if must_publish(field)),
        "examples": [wire_example(event)],
    }


def wire_example(event: EventType) -> dict[str, Any]:
    """The example as it lies in a topic; what is in its boxes cannot be opened."""
    boxes = {
        name: {"sealed": 1, "kid": f"{audience}-1", "data": "0LfQsNC_0LXRh9Cw0YLQsNC90L4"}
        for name, audience in event.sealed_fields()
        if event.example.get(name) is not None
    }
    return {**event.example, **boxes}


def _wire(field: "Field[Any]", example: Any) -> dict[str, Any]:
    found = _converter.field2property(field)
    audience = field.metadata.get("sealed")
    if audience is None:
        return dict(found)
    if not may_publish_none(field):
        found = _never_null(found)
    box = {"anyOf": [BOX, NULL]} if may_publish_none(field) else BOX
    return {**box, "x-audience": audience, "x-plaintext": {**found, "examples": [example]}}


def _never_null(found: dict[str, Any]) -> dict[str, Any]:
    kinds = [kind for kind in found["type"] if kind != "null"]
    return {**found, "type": kinds[0] if len(kinds) == 1 else kinds}


def _null_among_codes(converter: Any, field: "Field[Any]", ret: dict[str, Any]) -> dict[str, Any]:
    """A code that may be null needs null in its enum: JSON Schema asks for both `type` and `enum`."""
    if "enum" in ret and field.allow_none:
        return {"enum": [*ret["enum"], None]}
    return {}


def _make_converter() -> OpenAPIConverter:
    """apispec speaks OpenAPI 3.1, whose schemas are JSON Schema 2020-12; nested schemas are written out."""
    plugin = MarshmallowPlugin(schema_name_resolver=lambda schema: "")
    APISpec("events", "1", "3.1.0", plugins=[plugin])
    converter = plugin.converter
    assert converter is not None
    converter.add_attribute_function(_null_among_codes)  # type: ignore[no-untyped-call]
    return converter


_converter = _make_converter()
