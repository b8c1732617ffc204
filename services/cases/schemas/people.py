"""Shapes of HTTP: the open work of a person, and handing it over."""

from marshmallow import Schema, fields

from services.cases.schemas.cases import Row
from shared.contracts.common import Instant as UtcInstant
from shared.handing_over.schemas import HandOverBody, WorkAnswer
from shared.web.fields import Flag, Id, Many, Text

NOTE = 2_000
"""Ours: what the next worker must know first, not the family's story."""
CASES_AT_MOST = 500


class HandOver(HandOverBody):
    cases = Many(
        Id(),
        most=CASES_AT_MOST,
        metadata={"description": "Of which they are the worker; without it all that are not over."},
    )
    teams = Flag(load_default=False, metadata={"description": "Their places on teams of the organisation's cases too."})
    groups = Flag(load_default=False, metadata={"description": "The groups of programmes that they lead too."})
    note = Text(
        longest=NOTE,
        lines=True,
        allow_none=True,
        metadata={"description": "A hand-over note, written into each open case."},
    )


class HandedOver(Schema):
    to = fields.UUID()
    cases = fields.List(fields.UUID())
    teams = fields.List(fields.UUID())
    groups = fields.Integer()
    visits = fields.Integer(metadata={"description": "Planned visits that the other makes now."})
    teams_elsewhere = fields.Integer(
        metadata={"description": "Places on teams of other organisations, which stay: those organisations give them."}
    )


class Counts(Schema):
    cases = fields.Integer(metadata={"description": "Open, of which they are the worker."})
    follow_ups = fields.Integer(metadata={"description": "Closed ones whose family is still to be asked."})
    teams = fields.Integer(metadata={"description": "Open cases of the organisation on whose team they are."})
    teams_elsewhere = fields.Integer(metadata={"description": "The same of other organisations."})
    visits = fields.Integer(metadata={"description": "Planned, made by them."})
    meetings = fields.Integer(metadata={"description": "Ahead, to which they are invited."})
    decisions = fields.Integer(metadata={"description": "Open, and theirs to carry out."})
    stages = fields.Integer(metadata={"description": "Of roadmaps, theirs and not passed."})
    groups = fields.Integer(metadata={"description": "Of programmes, led by them and not ended."})


class OfCase(Schema):
    id = fields.UUID()
    case = fields.UUID()
    reference = fields.String()


class VisitRow(OfCase):
    kind = fields.String()
    at = UtcInstant()


class MeetingRow(OfCase):
    planned_at = UtcInstant()


class DueRow(Schema):
    id = fields.UUID()
    case = fields.UUID()
    due_on = fields.Date()


class GroupRow(Schema):
    id = fields.UUID()
    name = fields.String()
    ends_on = fields.Date(allow_none=True)


class OpenWork(WorkAnswer):
    counts = fields.Nested(Counts)
    concerns = fields.Integer(
        allow_none=True,
        metadata={"description": "Of open cases, that they took up; null but for safeguarding leads and supervisors."},
    )
    cases = fields.List(fields.Nested(Row))
    follow_ups = fields.List(fields.Nested(Row))
    teams = fields.List(fields.Nested(Row))
    visits = fields.List(fields.Nested(VisitRow))
    meetings = fields.List(fields.Nested(MeetingRow))
    decisions = fields.List(fields.Nested(DueRow))
    stages = fields.List(fields.Nested(DueRow))
    groups = fields.List(fields.Nested(GroupRow))
