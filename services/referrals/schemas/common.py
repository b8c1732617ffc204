"""What the shapes of several parts are made of: optional text, names, limits."""

from typing import Any

from marshmallow import Schema, fields

from shared.contracts.common import Instant
from shared.web.fields import Phone, Text

NARRATIVE_AT_MOST = 20_000
MESSAGE_AT_MOST = 5_000
MEMBERS_AT_MOST = 30
OPTIONAL: dict[str, Any] = {"allow_none": True, "load_default": None}


class Maybe(Text):
    """Text that may be left out, null or blank: all three are None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**OPTIONAL, **options)


class MaybePhone(Maybe, Phone):
    """A phone number that may be left out, null or blank."""


class Names(Schema):
    last_name = fields.String(allow_none=True)
    first_name = fields.String(allow_none=True)
    middle_name = fields.String(allow_none=True)


class Changed(Schema):
    changed_at = Instant(allow_none=True)
    changed_by = fields.UUID(allow_none=True)
    changed_by_names = fields.Nested(Names, allow_none=True)


class Away(Schema):
    """Somebody is away, and who stands in."""

    until_on = fields.Date(metadata={"description": "The last day."})
    deputy = fields.UUID()
    deputy_names = fields.Nested(Names, allow_none=True)
