"""Shapes of HTTP: wordings of forms."""

from typing import Any

from marshmallow import Schema, ValidationError, fields

from shared.contracts.common import Instant
from shared.web.fields import Body


class _Wording(fields.String):
    """Text whose faults are told by line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("type")
        return value


class WordingBody(Body):
    text = _Wording(required=True, error_messages={"required": "required", "null": "required"})


class TextAnswer(Schema):
    ru = fields.String()
    en = fields.String()


class PlaceholderAnswer(Schema):
    name = fields.String()
    text = fields.Nested(TextAnswer)
    block = fields.Boolean(metadata={"description": "It stands alone on a line, once."})


class FormAnswer(Schema):
    form = fields.String()
    name = fields.Nested(TextAnswer)
    text = fields.String()
    missing = fields.List(
        fields.String(),
        metadata={"description": "Placeholders that this form should have and `text` has not, as `signatures`."},
    )
    default = fields.Boolean(metadata={"description": "The wording is ours."})
    version = fields.Integer()
    changed_by = fields.UUID(allow_none=True)
    changed_by_name = fields.String(allow_none=True)
    changed_at = Instant(allow_none=True)
    placeholders = fields.List(fields.Nested(PlaceholderAnswer))


class FormsAnswer(Schema):
    items = fields.List(fields.Nested(FormAnswer))
    next = fields.String(allow_none=True)


class VersionAnswer(Schema):
    version = fields.Integer()
    text = fields.String(allow_none=True, metadata={"description": "Null: it went back to ours."})
    changed_by = fields.UUID()
    changed_by_name = fields.String(allow_none=True)
    changed_at = Instant()


class VersionsAnswer(Schema):
    items = fields.List(fields.Nested(VersionAnswer))
    next = fields.String(allow_none=True)
