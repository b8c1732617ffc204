"""The shapes of concerns."""

from marshmallow import Schema, fields

from shared.codes import CONCERN_SEVERITIES
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Text


class ConcernBody(Body):
    severity = Code(CONCERN_SEVERITIES, required=True)
    text = Text(longest=4000, lines=True, required=True)


class ConcernAnswer(Schema):
    """What was told; whether it was taken up is to be seen at `/cases/api/v1/concerns/{id}`."""

    id = fields.UUID()
    assignment = fields.UUID()
    severity = fields.String()
    status = fields.String()
    text = fields.String()
    raised_at = Instant()
    emergency = fields.String(
        allow_none=True, metadata={"description": "With danger a code whose text names the emergency number, 112."}
    )
