"""Shapes of HTTP: the open work of a person, and handing over their duty."""

from marshmallow import Schema, fields

from shared.contracts.common import Instant as UtcInstant
from shared.handing_over.schemas import Queue, WorkAnswer


class HandedOver(Schema):
    to = fields.UUID()
    duty = fields.Boolean(metadata={"description": "Whether they stood on the duty roster."})
    referrals = fields.List(fields.UUID(), metadata={"description": "Undecided, to which the other sees now."})


class Counts(Schema):
    duty = fields.Integer(metadata={"description": "Places on the duty roster."})
    taken_up = fields.Integer(metadata={"description": "Undecided referrals to which they said that they see."})
    sent = fields.Integer(metadata={"description": "Undecided ones that they sent."})
    questions = fields.Integer(metadata={"description": "Of those, how many wait for the sender's answer."})


class Row(Schema):
    id = fields.UUID()
    reference = fields.String()
    status = fields.String()
    urgency = fields.String()
    answer_by = UtcInstant(allow_none=True)
    reply_by = UtcInstant(allow_none=True)


class OpenWork(WorkAnswer):
    counts = fields.Nested(Counts)
    queue = fields.Nested(
        Queue,
        allow_none=True,
        metadata={"description": "Undecided referrals to their organisation; null for who is no coordinator."},
    )
    taken_up = fields.List(fields.Nested(Row))
    sent = fields.List(fields.Nested(Row))
