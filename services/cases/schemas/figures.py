"""Shapes of HTTP: outcome figures."""

from typing import Any

from marshmallow import Schema, fields

from services.cases.figures.tables import BY
from services.cases.schemas.cases import Row
from shared.web.fields import Body, Code, Day, Text
from shared.web.paging import PageQuery

# Made from dicts because `from` is a word of Python.
_PERIOD = {
    "from": Day(required=True),
    "to": Day(required=True),
    "known_on": Day(metadata={"description": "As it was known when this day ended; today when missing."}),
    "district": Text(longest=100),
    "region": Text(longest=200),
}

FiguresQuery = Body.from_dict({**_PERIOD, "by": Code(BY)}, name="FiguresQuery")
FigureCasesQuery = PageQuery.from_dict({**_PERIOD}, name="FigureCasesQuery")


class _Number(fields.Float):
    """A count stays whole, a mean need not be."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value if isinstance(value, int) else super()._serialize(value, attr, obj, **kwargs)


class FigureAnswer(Schema):
    value = _Number(allow_none=True)
    of = fields.Integer(allow_none=True, metadata={"description": "What it is a share or a mean of."})
    share = fields.Float(allow_none=True)
    hidden = fields.Boolean(metadata={"description": "Too few, or they could be found by subtraction."})


class FigureCase(Row):
    """A case in the list of those that a figure comes from."""


class FiguresRow(Schema):
    key = fields.String(metadata={"description": "An organisation's id, a district's code, a region, a year."})
    name = fields.String()
    figures = fields.Dict(keys=fields.String(), values=fields.Nested(FigureAnswer))


FiguresAnswer = Schema.from_dict(
    {
        "from": fields.Date(),
        "to": fields.Date(),
        "known_on": fields.Date(),
        "by": fields.String(allow_none=True),
        "hidden_below": fields.Integer(allow_none=True),
        "total": fields.Dict(keys=fields.String(), values=fields.Nested(FigureAnswer)),
        "rows": fields.List(fields.Nested(FiguresRow)),
    },
    name="FiguresAnswer",
)
