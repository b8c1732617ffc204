"""The lengths of deadlines."""

from marshmallow import Schema, fields

from services.referrals.codes import DEADLINES
from services.referrals.schemas.common import Changed
from shared.web.fields import Body, Code, Integer, Many, Part


class LengthBody(Body):
    code = Code(DEADLINES, required=True)
    length = Integer(required=True)


class LengthsBody(Body):
    deadlines = Many(Part(LengthBody), least=1, most=2 * len(DEADLINES), required=True)


class Length(Schema):
    code = fields.String()
    length = fields.Integer()
    unit = fields.String()
    source = fields.String(metadata={"description": "Whose number it is."})
    usual = fields.Integer(metadata={"description": "What it is when no administrator changed it."})
    least = fields.Integer()
    most = fields.Integer()


class Lengths(Changed):
    deadlines = fields.List(fields.Nested(Length))
