"""The shapes of who could be asked for a request."""

from marshmallow import Schema, fields

from services.volunteers.schemas.common import LackAnswer, VolunteerName
from shared.codes import EXCLUSION_RULES, MATCH_REASONS


class ReasonAnswer(Schema):
    code = fields.String(metadata={"enum": list(MATCH_REASONS)})
    text = fields.String()
    points = fields.Integer()


class CandidateAnswer(Schema):
    volunteer = fields.Nested(VolunteerName)
    score = fields.Integer(metadata={"description": "The sum of the reasons' points."})
    reasons = fields.List(fields.Nested(ReasonAnswer))
    asked = fields.Boolean(metadata={"description": "A proposal of this request stands already."})


class ExcludedAnswer(Schema):
    volunteer = fields.Nested(VolunteerName)
    rule = fields.String(metadata={"enum": list(EXCLUSION_RULES)})
    text = fields.String()
    not_ready = fields.List(fields.Nested(LackAnswer), metadata={"description": "With `not_ready`: why."})
    km = fields.Integer(
        allow_none=True,
        metadata={"description": "With `too_far`: to the nearest of their districts; null: not known on the map."},
    )


class CandidatesAnswer(Schema):
    items = fields.List(fields.Nested(CandidateAnswer))
    excluded = fields.List(fields.Nested(ExcludedAnswer))
