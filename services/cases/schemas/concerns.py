"""Shapes of HTTP: concerns."""

from marshmallow import Schema, fields

from shared.codes import CONCERN_SEVERITIES, CONCERN_STATES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Id, Many, Text
from shared.web.paging import PageQuery

LONGEST = 4_000
"""Ours: what was seen, not a history; the danger is to be read in a minute."""


class ConcernBody(Body):
    severity = Code(CONCERN_SEVERITIES, required=True)
    text = Text(longest=LONGEST, lines=True, required=True)
    members = Many(Id(), load_default=list, metadata={"description": "Whom of the household it is about."})


class AcknowledgeBody(Body):
    note = Text(longest=LONGEST, lines=True, allow_none=True)


class ConcernQuery(PageQuery):
    status = Code(CONCERN_STATES)


class ConcernAnswer(Schema):
    """What is of the case, of people and of the escalation is there for those who take concerns up."""

    id = fields.UUID()
    severity = fields.String()
    status = fields.String()
    text = fields.String(allow_none=True)
    members = fields.List(fields.UUID())
    raised_at = UtcInstant()
    acknowledge_by = UtcInstant()
    acknowledged_at = UtcInstant(allow_none=True)
    emergency = fields.String(
        allow_none=True, metadata={"description": "With danger a code whose text names the emergency number, 112."}
    )
    case = fields.UUID()
    reference = fields.String()
    district = fields.String()
    worker = fields.UUID(allow_none=True)
    worker_name = fields.String(allow_none=True)
    assignment = fields.UUID(allow_none=True)
    reported_by = fields.UUID()
    reporter_name = fields.String(allow_none=True)
    escalations = fields.Integer()
    escalated_at = UtcInstant(allow_none=True)
    acknowledged_by = fields.UUID(allow_none=True)
    acknowledger_name = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
