"""Shapes of HTTP: the open work of a person, and handing over what they supervise."""

from marshmallow import Schema, fields

from shared.contracts.common import Instant as UtcInstant
from shared.handing_over.schemas import HandOverBody, Queue, WorkAnswer
from shared.web.fields import Id, Many

PAIRINGS_AT_MOST = 500


class HandOver(HandOverBody):
    assignments = Many(
        Id(),
        most=PAIRINGS_AT_MOST,
        metadata={"description": "Running pairings, all or nothing; without it all that they supervise."},
    )


class Left(Schema):
    kind = fields.String(metadata={"description": "`pairing`, `proposal` or `chain`."})
    id = fields.UUID()
    rule = fields.String()


class HandedOver(Schema):
    to = fields.UUID()
    pairings = fields.List(fields.UUID())
    proposals = fields.List(fields.UUID())
    chains = fields.List(fields.UUID())
    left = fields.List(fields.Nested(Left), metadata={"description": "What the other must not supervise, and why."})


class Counts(Schema):
    pairings = fields.Integer(metadata={"description": "Running ones that they supervise."})
    proposals = fields.Integer(metadata={"description": "Open questions to volunteers in their name."})
    chains = fields.Integer(metadata={"description": "Orders of asking that go on in their name."})
    own_pairings = fields.Integer(metadata={"description": "In which they are the volunteer: they end with them."})
    own_proposals = fields.Integer(metadata={"description": "Questions that they have not answered."})


class PairingRow(Schema):
    id = fields.UUID()
    request = fields.UUID()
    reference = fields.String()
    kind = fields.String()
    status = fields.String()
    display_name = fields.String(metadata={"description": "The volunteer."})
    started_at = UtcInstant()


class ProposalRow(Schema):
    id = fields.UUID()
    request = fields.UUID()
    reference = fields.String()
    display_name = fields.String()
    expires_at = UtcInstant()


class ChainRow(Schema):
    id = fields.UUID()
    request = fields.UUID()
    reference = fields.String()


class OpenWork(WorkAnswer):
    counts = fields.Nested(Counts)
    queue = fields.Nested(
        Queue,
        allow_none=True,
        metadata={
            "description": "Requests without anyone and people not vetted yet; null for no volunteer coordinator."
        },
    )
    pairings = fields.List(fields.Nested(PairingRow))
    proposals = fields.List(fields.Nested(ProposalRow))
    chains = fields.List(fields.Nested(ChainRow))
