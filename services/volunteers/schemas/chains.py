"""The shapes of asking one after the other."""

from marshmallow import Schema, fields

from services.volunteers.codes import CHAIN_STATES, CHAIN_STEPS, SKIP_REASONS
from services.volunteers.schemas.common import VolunteerName
from shared.codes import PROPOSAL_STATES
from shared.contracts.common import Instant


class Asked(Schema):
    id = fields.UUID()
    volunteer = fields.Nested(VolunteerName)
    status = fields.String(metadata={"enum": list(PROPOSAL_STATES)})
    supervised_by = fields.UUID()
    made_at = Instant()
    expires_at = Instant()
    answered_at = Instant(allow_none=True)


class Step(Schema):
    volunteer = fields.Nested(VolunteerName, allow_none=True)
    status = fields.String(metadata={"enum": list(CHAIN_STEPS)})
    reason = fields.String(allow_none=True, metadata={"enum": [*SKIP_REASONS, None]})
    text = fields.String(allow_none=True)
    proposal = fields.UUID(allow_none=True)
    at = Instant(allow_none=True)


class ChainAnswer(Schema):
    """An order of asking: who was asked, who was passed over and why, who is next."""

    id = fields.UUID()
    request = fields.UUID()
    status = fields.String(metadata={"enum": list(CHAIN_STATES)})
    by_list = fields.Boolean()
    made_by = fields.UUID()
    supervised_by = fields.UUID()
    made_at = Instant()
    ended_at = Instant(allow_none=True)
    next = fields.Nested(VolunteerName, allow_none=True)
    steps = fields.List(fields.Nested(Step))
