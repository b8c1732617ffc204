"""The shapes of proposals."""

from marshmallow import Schema, fields

from services.volunteers.rules.chains import MOST_IN_A_CHAIN
from services.volunteers.schemas.common import MineQuery, Time
from shared.codes import PROPOSAL_STATES
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Flag, Id, Many, Text


class ProposeBody(Body):
    """`then`: who is asked after a no or silence, in this order; `by_list`: the other candidates by their rank."""

    volunteer = Id(required=True)
    supervised_by = Id()
    then = Many(Id(), most=MOST_IN_A_CHAIN)
    by_list = Flag(load_default=False)


class DeclineBody(Body):
    reason = Text(longest=1000, lines=True, allow_none=True)


class ProposalsQuery(MineQuery):
    status = Code(PROPOSAL_STATES)
    request = Id()


class ProposalAnswer(Schema):
    """To the volunteer it says what the question is about; to coordinators, who was asked and what came of it."""

    id = fields.UUID()
    request = fields.UUID()
    volunteer = fields.UUID()
    status = fields.String(metadata={"enum": list(PROPOSAL_STATES)})
    supervised_by = fields.UUID()
    made_at = Instant()
    expires_at = Instant()
    answered_at = Instant(allow_none=True)
    kind = fields.String()
    district = fields.String()
    children_ages = fields.List(fields.Integer(), metadata={"description": "The volunteer's view, until a no."})
    languages = fields.List(fields.String(), metadata={"description": "The volunteer's view, until a no."})
    times = fields.List(fields.Nested(Time), metadata={"description": "The volunteer's view, until a no."})
    about = fields.String(allow_none=True, metadata={"description": "The volunteer's view, until a no."})
    reference = fields.String(metadata={"description": "Coordinators' view."})
    display_name = fields.String(metadata={"description": "Coordinators' view."})
    decline_reason = fields.String(allow_none=True, metadata={"description": "Coordinators' view."})
