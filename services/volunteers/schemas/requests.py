"""The shapes of requests."""

from marshmallow import Schema, fields

from services.volunteers.schemas.chains import Asked, ChainAnswer
from services.volunteers.schemas.common import Time
from shared.codes import REQUEST_STATES, VOLUNTEER_KINDS
from shared.contracts.common import Instant
from shared.web.fields import Code, Text
from shared.web.paging import PageQuery


class RequestsQuery(PageQuery):
    kind = Code(VOLUNTEER_KINDS)
    status = Code(REQUEST_STATES)
    district = Text(longest=100)
    q = Text()


class RequestAnswer(Schema):
    id = fields.UUID()
    case = fields.UUID()
    reference = fields.String()
    kind = fields.String()
    status = fields.String(metadata={"enum": list(REQUEST_STATES)})
    organisation = fields.UUID()
    worker = fields.UUID(allow_none=True)
    district = fields.String()
    skills = fields.List(fields.String())
    experience = fields.List(fields.String())
    languages = fields.List(fields.String())
    times = fields.List(fields.Nested(Time))
    children_ages = fields.List(fields.Integer())
    about = fields.String(allow_none=True)
    requested_at = Instant()


class RequestInFull(RequestAnswer):
    asked = fields.List(fields.Nested(Asked))
    chains = fields.List(fields.Nested(ChainAnswer))
