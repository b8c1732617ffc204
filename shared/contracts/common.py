"""The words of which contracts are made. Names end in what they are: `_at` and `_by` instants, `_on` days.

`null`: the value may be null; `optional`: the field may be missing. Without them the publisher must give a value.
"""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import Range, Regexp

from shared.eventing.contract import EventType

CONTACTS = "contacts"  # every service
FAMILY = "family"  # referrals, cases
INTRODUCTION = "introduction"  # cases, volunteers, notifications
AUDIENCES = (CONTACTS, FAMILY, INTRODUCTION)

DAYS_OF_WEEK = 7


class Instant(fields.AwareDateTime):
    """A moment in UTC: `2026-11-12T09:30:00Z` in JSON, an aware datetime in UTC in Python."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive")
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        return super()._deserialize(value, attr, data, **kwargs).astimezone(UTC)


class Day(fields.Date):
    """A day: `2026-11-12` in JSON. A moment is refused: which day it belongs to depends on the time zone."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        if isinstance(value, datetime):
            raise TypeError("moment")
        return super()._serialize(value, attr, obj, **kwargs)


class Part(Schema):
    """An object inside an event. Readers ignore what they do not know."""

    class Meta:
        unknown = EXCLUDE


def identifier(note: str = "", *, null: bool = False, optional: bool = False) -> fields.UUID:
    return fields.UUID(required=not optional, allow_none=null, metadata=_note(note))


def instant(note: str = "", *, null: bool = False, optional: bool = False) -> Instant:
    return Instant(required=not optional, allow_none=null, metadata=_note(note))


def day(note: str = "", *, null: bool = False, optional: bool = False) -> Day:
    return Day(required=not optional, allow_none=null, metadata=_note(note))


def text(note: str = "", *, null: bool = False, optional: bool = False) -> fields.String:
    return fields.String(required=not optional, allow_none=null, metadata=_note(note))


def flag(note: str = "", *, optional: bool = False) -> fields.Boolean:
    return fields.Boolean(required=not optional, metadata=_note(note))


def whole(note: str = "", *, least: int = 0, null: bool = False, optional: bool = False) -> fields.Integer:
    return fields.Integer(
        strict=True, required=not optional, allow_none=null, validate=Range(min=least), metadata=_note(note)
    )


def decimal(note: str = "", *, null: bool = False) -> fields.Float:
    return fields.Float(required=True, allow_none=null, metadata=_note(note))


def code(codes: Collection[str], note: str = "", *, null: bool = False, optional: bool = False) -> fields.String:
    """One code of a list. Publishers are held to the list; readers take codes that they do not know yet."""
    metadata = {"enum": list(codes), **_note(note)}
    return fields.String(required=not optional, allow_none=null, metadata=metadata)


def codes(known: Collection[str], note: str = "", *, null: bool = False, optional: bool = False) -> fields.List[str]:
    return fields.List(code(known), required=not optional, allow_none=null, metadata=_note(note))


def language(note: str = "") -> fields.String:
    """A language by its ISO 639-1 code."""
    return fields.String(required=True, validate=Regexp(r"^[a-z]{2}$"), metadata=_note(note))


def clock_time() -> fields.String:
    return fields.String(required=True, validate=Regexp(r"^([01]\d|2[0-3]):[0-5]\d$", flags=re.ASCII))


def weekday() -> fields.Integer:
    """1 is Monday, 7 is Sunday."""
    return fields.Integer(strict=True, required=True, validate=Range(min=1, max=DAYS_OF_WEEK))


def several(inner: fields.Field[Any], note: str = "", *, optional: bool = False) -> fields.List[Any]:
    return fields.List(inner, required=not optional, metadata=_note(note))


def part(schema: type[Schema], note: str = "", *, null: bool = False, optional: bool = False) -> fields.Nested:
    return fields.Nested(schema, required=not optional, allow_none=null, metadata=_note(note))


def parts(schema: type[Schema], note: str = "", *, optional: bool = False) -> fields.List[Any]:
    return several(fields.Nested(schema), note, optional=optional)


def _note(note: str) -> dict[str, str]:
    return {"description": note} if note else {}


class EventData(Part):
    """What every event says."""

    at = instant("When it happened, in business time.")
    by = identifier("Who did it; null for a timer.", null=True)


def event(name: str, key: str, schema: type[EventData], description: str, example: dict[str, Any]) -> EventType:
    """The first version of a type; `name` without `opora.` and `.v1`."""
    return EventType(f"opora.{name}.v1", key, schema(), description, example)
