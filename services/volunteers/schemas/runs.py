"""The shapes of matching runs."""

from marshmallow import Schema, fields

from services.volunteers.codes import MATCH_CHANGES
from services.volunteers.schemas.candidates import ReasonAnswer
from services.volunteers.schemas.common import VolunteerName
from shared.contracts.common import Instant
from shared.web.fields import Body, Id, Many

MOST_LINES = 200
"""Ours: more proposals at once nobody looks through."""


class ProposeLinesBody(Body):
    """`requests` of the run's lines that have a volunteer."""

    requests = Many(Id(), least=1, most=MOST_LINES, required=True)
    supervised_by = Id()


class Seen(Schema):
    requests = fields.Integer()
    left_for_later = fields.Integer(metadata={"description": "Open requests beyond the oldest that one run takes."})
    volunteers = fields.Integer()
    free_places = fields.Integer(metadata={"description": "Of those who are ready, less what they are asked already."})


class RunRow(Schema):
    id = fields.UUID()
    made_by = fields.UUID()
    made_at = Instant()
    seen = fields.Nested(Seen)
    matched = fields.Integer()
    points = fields.Integer(metadata={"description": "The sum of the chosen scores."})


class WantedFor(Schema):
    id = fields.UUID()
    reference = fields.String()


class PassedOver(Schema):
    volunteer = fields.Nested(VolunteerName, allow_none=True)
    score = fields.Integer()
    needed_for = fields.List(fields.Nested(WantedFor))


class Change(Schema):
    change = fields.String(metadata={"enum": list(MATCH_CHANGES)})
    number = fields.Integer(metadata={"description": "How many volunteers would be candidates after this one change."})
    text = fields.String()
    volunteers = fields.List(fields.Nested(VolunteerName), metadata={"description": "The first of them."})


class Line(Schema):
    """One open request: whom the run chose and why, or what would have to change."""

    request = fields.UUID()
    reference = fields.String()
    district = fields.String()
    kind = fields.String()
    volunteer = fields.Nested(VolunteerName, allow_none=True)
    score = fields.Integer(allow_none=True)
    place = fields.Integer(
        allow_none=True, metadata={"description": "On the request's own list of candidates; 1 is the best."}
    )
    reasons = fields.List(fields.Nested(ReasonAnswer))
    passed_over = fields.List(
        fields.Nested(PassedOver),
        metadata={
            "description": "Better candidates and what they were needed for: nothing, if they are asked already."
        },
    )
    changes = fields.List(fields.Nested(Change), metadata={"description": "Of an unmatched request."})
    proposal = fields.UUID(allow_none=True)


class RunAnswer(RunRow):
    lines = fields.List(fields.Nested(Line))


class LineOutcome(Schema):
    """`refused`: the code of why nobody was asked now, with its text."""

    request = fields.UUID()
    proposal = fields.UUID(allow_none=True)
    refused = fields.String(allow_none=True)
    text = fields.String(allow_none=True)


class OutcomesAnswer(Schema):
    items = fields.List(fields.Nested(LineOutcome))
