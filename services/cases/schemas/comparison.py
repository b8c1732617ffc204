"""Shapes of HTTP: assessments compared over time."""

from marshmallow import Schema, fields


class ScoreAnswer(Schema):
    """One look at a domain. `comparable`: with the latest one, by the same tool on an earlier day."""

    assessment = fields.UUID()
    tool = fields.String()
    done_on = fields.Date()
    score = fields.Integer()


class EarlierScore(ScoreAnswer):
    comparable = fields.Boolean()
    change = fields.Integer(
        allow_none=True, metadata={"description": "From it to the latest, above 0 is better; null: not comparable."}
    )


class ComparedAnswer(Schema):
    member = fields.UUID(allow_none=True, metadata={"description": "Null: the family as a whole."})
    domain = fields.String()
    first = fields.Nested(EarlierScore, allow_none=True, metadata={"description": "Null: looked at once."})
    previous = fields.Nested(EarlierScore, allow_none=True)
    latest = fields.Nested(ScoreAnswer)
    since = fields.Nested(
        ScoreAnswer, allow_none=True, metadata={"description": "The earliest that the latest can be compared with."}
    )
    change = fields.Integer(allow_none=True, metadata={"description": "From `since` to the latest."})


class ComparisonAnswer(Schema):
    items = fields.List(
        fields.Nested(ComparedAnswer), metadata={"description": "Members in the referral's order, then the family."}
    )
    next = fields.String(allow_none=True)
