"""Shapes of HTTP: the timeline of a case."""

from typing import Any

from marshmallow import Schema, ValidationError, fields

from services.cases.codes import TIMELINE_KINDS
from services.cases.schemas.entries import Annulled
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Code, Text
from shared.web.moments import MomentQuery


class Kinds(Text):
    """Codes with commas between them."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **rest: Any) -> Any:
        kinds = str(super()._deserialize(value, attr, data, **rest)).split(",")
        if not set(kinds) <= set(TIMELINE_KINDS):
            raise ValidationError("unknown_code")
        return kinds


class TimelineQuery(MomentQuery):
    kind = Kinds(longest=1_000, metadata={"description": "Codes of `timeline_kinds`, with commas between them."})
    order = Code(
        ("happened", "recorded"),
        load_default="happened",
        metadata={"description": "By the day of the fact, or by when it was recorded."},
    )


class AnnulledLine(Annulled):
    by_name = fields.String(allow_none=True)


class Line(Schema):
    """One thing that happened. `facts` is a little of what it says; the record `id` has the rest."""

    kind = fields.String()
    id = fields.String()
    happened_on = fields.Date()
    happened_at = UtcInstant(allow_none=True, metadata={"description": "Null where only the day was said."})
    recorded_at = UtcInstant()
    by = fields.UUID(allow_none=True, metadata={"description": "Null: time passed, or the other side did it."})
    by_name = fields.String(allow_none=True)
    facts = fields.Dict()
    annulled = fields.Nested(AnnulledLine, allow_none=True)
