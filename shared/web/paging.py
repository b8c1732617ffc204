"""Lists: `{"items": […], "next": cursor or null}`, newest first, `limit` 1 to 200 (50)."""

import base64
import binascii
from collections.abc import Callable
from typing import Any
from uuid import UUID

from marshmallow import Schema, ValidationError, fields
from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from shared.problems import Invalid
from shared.web.fields import Body, Integer, Text

LONGEST_COUNT = 10  # digits


class Count(Integer):
    """A whole number as a query spells it: digits."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        if not (isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < LONGEST_COUNT):
            raise ValidationError("type")
        return super()._deserialize(int(value), attr, data, **rest)


class YesNo(fields.Boolean):
    """A flag in a query: `1` or `true`, `0` or `false`."""

    default_error_messages = {"invalid": "type"}
    truthy = {"1", "true"}
    falsy = {"0", "false"}


class PageQuery(Body):
    """Base of the queries of all lists."""

    limit = Count(least=1, most=200, load_default=50)
    cursor = Text(longest=100)


def page_of(item: type[Schema]) -> Schema:
    """The answer schema of a list of `item`."""
    name = f"{item.__name__}Page"
    return Schema.from_dict(
        {"items": fields.List(fields.Nested(item)), "next": fields.String(allow_none=True)}, name=name
    )()


def newest_first(
    session: Session,
    found: Select[Any],
    id_column: InstrumentedAttribute[UUID],
    query: dict[str, Any],
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """One page of `found` (a select of one entity), by ids, which sort by the time they were made."""
    if query.get("cursor"):
        found = found.where(id_column < _read_cursor(query["cursor"]))
    limit = query["limit"]
    rows = list(session.scalars(found.order_by(id_column.desc()).limit(limit + 1)))
    shown, more = rows[:limit], len(rows) > limit
    return {"items": [show(row) for row in shown], "next": _cursor(getattr(shown[-1], id_column.key)) if more else None}


def _cursor(id: UUID) -> str:
    return base64.urlsafe_b64encode(id.bytes).rstrip(b"=").decode()


def _read_cursor(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=="))
    except (ValueError, binascii.Error):
        raise Invalid({"cursor": ["invalid"]}, "Take the cursor from the page before.") from None
