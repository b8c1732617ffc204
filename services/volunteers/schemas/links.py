"""The shape of what a proposal's link shows."""

from marshmallow import Schema, fields

from services.volunteers.schemas.common import Time
from shared.codes import PROPOSAL_STATES
from shared.contracts.common import Instant


class LinkAnswer(Schema):
    """While the question stands all of it; once it is answered the status alone."""

    status = fields.String(metadata={"enum": list(PROPOSAL_STATES)})
    expires_at = Instant()
    kind = fields.String()
    district = fields.String()
    district_name = fields.String()
    children_ages = fields.List(fields.Integer())
    languages = fields.List(fields.String())
    times = fields.List(fields.Nested(Time))
    about = fields.String(allow_none=True)
