"""Shapes of requests and answers about absences."""

from marshmallow import Schema, fields

from shared.contracts.common import Instant
from shared.web.fields import Body, Day, Id


class AbsenceBody(Body):
    from_on = Day(required=True)
    until_on = Day(required=True)
    deputy = Id(required=True)


class DeputyBody(Body):
    deputy = Id(required=True)


class AbsenceAnswer(Schema):
    id = fields.UUID()
    person = fields.UUID()
    from_on = fields.Date()
    until_on = fields.Date(metadata={"description": "The last day as it was planned."})
    last_on = fields.Date(metadata={"description": "The last day away; before `from_on` when it was called off."})
    state = fields.String(metadata={"description": "One of the codes `absence_states`."})
    deputy = fields.UUID()
    deputy_name = fields.String()
    deputy_can = fields.Boolean(
        metadata={
            "description": "false: the deputy was deactivated, works elsewhere or has no role in common any more."
        }
    )
    entered_at = Instant()
    entered_by = fields.UUID(allow_none=True)


class StandsIn(Schema):
    """Somebody is away, or will be, and the caller stands in."""

    person = fields.UUID()
    name = fields.String()
    from_on = fields.Date()
    until_on = fields.Date()
    state = fields.String()
