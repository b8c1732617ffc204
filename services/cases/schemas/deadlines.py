"""Shapes of HTTP: how long things may take, and who is told when."""

from marshmallow import Schema, fields

from services.cases.codes import DEADLINES, WARNED
from services.cases.rules.lengths import KINDS
from services.cases.schemas.cases import Names
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Integer, Many, Part


class LengthBody(Body):
    code = Code(DEADLINES, required=True)
    length = Integer(required=True)


class WarnedBody(Body):
    """Nobody need be told that it is near; somebody is told that it passed."""

    kind = Code(KINDS, required=True)
    near = Many(Code(WARNED), most=len(WARNED), required=True)
    passed = Many(Code(WARNED), most=len(WARNED), least=1, required=True)


class LengthsBody(Body):
    deadlines = Many(Part(LengthBody), least=1, most=2 * len(DEADLINES), required=True)
    warned = Many(Part(WarnedBody), least=1, most=2 * len(KINDS), required=True)


class LengthAnswer(Schema):
    code = fields.String()
    length = fields.Integer()
    unit = fields.String()
    source = fields.String(metadata={"description": "Whose number it is."})
    usual = fields.Integer(metadata={"description": "What it is when no administrator changed it."})
    least = fields.Integer()
    most = fields.Integer()


class WarnedAnswer(Schema):
    kind = fields.String()
    near = fields.List(fields.String())
    passed = fields.List(fields.String())


class LengthsAnswer(Schema):
    deadlines = fields.List(fields.Nested(LengthAnswer))
    warned = fields.List(fields.Nested(WarnedAnswer))
    changed_at = UtcInstant(allow_none=True)
    changed_by = fields.UUID(allow_none=True)
    changed_by_names = fields.Nested(Names, allow_none=True)
