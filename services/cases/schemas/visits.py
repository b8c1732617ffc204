"""Shapes of HTTP: planned visits."""

from marshmallow import Schema, fields

from services.cases.codes import VISIT_KINDS, VISIT_STATES
from services.cases.rules.visits import USUAL_MINUTES
from services.cases.schemas.entries import DAY_MINUTES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Id, Instant, Integer, Many, Text
from shared.web.moments import MomentQuery
from shared.web.paging import YesNo

NOTE = 2_000
"""Ours: what to bring, not a report."""


class VisitBody(Body):
    kind = Code(VISIT_KINDS, required=True)
    at = Instant(required=True)
    minutes = Integer(least=1, most=DAY_MINUTES, load_default=USUAL_MINUTES)
    place = Text(longest=500, allow_none=True)
    members = Many(Id(), load_default=list, metadata={"description": "Whom of the household it is for."})
    note = Text(longest=NOTE, lines=True, allow_none=True)
    who = Id(metadata={"description": "Who of the team makes it: the caller when it is not said."})


class VisitChangeBody(Body):
    """What is not named stays as it is."""

    kind = Code(VISIT_KINDS)
    at = Instant()
    minutes = Integer(least=1, most=DAY_MINUTES)
    place = Text(longest=500, allow_none=True)
    members = Many(Id())
    note = Text(longest=NOTE, lines=True, allow_none=True)
    who = Id()


class VisitsQuery(MomentQuery):
    status = Code(VISIT_STATES)
    overdue = YesNo()


class OwnVisitsQuery(VisitsQuery):
    mine = YesNo(metadata={"description": "Only those that the caller makes."})


class VisitAnswer(Schema):
    id = fields.UUID()
    case = fields.UUID()
    reference = fields.String()
    kind = fields.String()
    status = fields.String()
    at = UtcInstant()
    minutes = fields.Integer()
    overdue = fields.Boolean(metadata={"description": "It should be over, and nobody said how it was."})
    place = fields.String(allow_none=True)
    members = fields.List(fields.UUID())
    note = fields.String(allow_none=True)
    who = fields.UUID(
        allow_none=True, metadata={"description": "Who makes it; the worker, when whose it was left the team."}
    )
    who_name = fields.String(allow_none=True)
    contact = fields.UUID(allow_none=True, metadata={"description": "The entry that says how it was."})
    etag = fields.String(metadata={"description": "For If-Match when it is changed."})
