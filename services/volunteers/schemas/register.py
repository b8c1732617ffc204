"""The shapes of volunteers on the register."""

from marshmallow import Schema, fields

from services.volunteers.schemas.common import LackAnswer, Time
from shared.codes import EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS, VOLUNTEER_STATES
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Day, Id, Integer, Many, Part, Text, WeeklyTime
from shared.web.paging import PageQuery

MOST_FAMILIES = 20
"""More at a time is no company any more (ours)."""


class DocumentBody(Body):
    """`kind`: one of the list `document_kinds`, or the organisation's own words; without `expires_on` it stays good."""

    kind = Text(longest=100, required=True)
    expires_on = Day(allow_none=True, load_default=None)


class VettingBody(Body):
    documents = Many(Part(DocumentBody), most=20)
    trained_on = Day(allow_none=True)
    interviewed_on = Day(allow_none=True)
    approved_on = Day(allow_none=True)


class _Profile(Body):
    skills = Many(Code(SKILLS))
    experience = Many(Code(EXPERIENCE))
    times = Many(Part(WeeklyTime))
    capacity = Integer(least=0, most=MOST_FAMILIES)
    employers = Many(Id())
    vetting = Part(VettingBody)


class RegisterBody(_Profile):
    kind = Code(VOLUNTEER_KINDS, required=True)
    person = Id()
    districts = Many(Text(longest=100, required=True), least=1, required=True)
    languages = Many(Code(LANGUAGES), least=1, required=True)


class ChangeBody(_Profile):
    districts = Many(Text(longest=100, required=True), least=1)
    languages = Many(Code(LANGUAGES), least=1)
    status = Code(VOLUNTEER_STATES)
    paused_until = Day(allow_none=True)


class VolunteersQuery(PageQuery):
    kind = Code(VOLUNTEER_KINDS)
    status = Code(VOLUNTEER_STATES)
    district = Text(longest=100)
    q = Text()


class Document(Schema):
    kind = fields.String()
    expires_on = fields.Date(allow_none=True)


class Vetting(Schema):
    documents = fields.List(fields.Nested(Document))
    trained_on = fields.Date(allow_none=True)
    interviewed_on = fields.Date(allow_none=True)
    approved_on = fields.Date(allow_none=True)


class VolunteerAnswer(Schema):
    id = fields.UUID()
    kind = fields.String(metadata={"enum": list(VOLUNTEER_KINDS)})
    person = fields.UUID()
    display_name = fields.String()
    organisation = fields.UUID()
    status = fields.String(metadata={"enum": list(VOLUNTEER_STATES)})
    districts = fields.List(fields.String())
    skills = fields.List(fields.String())
    experience = fields.List(fields.String())
    languages = fields.List(fields.String())
    times = fields.List(fields.Nested(Time))
    capacity = fields.Integer()
    employers = fields.List(fields.UUID())
    vetting = fields.Nested(Vetting)
    registered_at = Instant()
    paused_until = fields.Date(allow_none=True, metadata={"description": "The first day on which a pause is over."})
    not_ready = fields.List(
        fields.Nested(LackAnswer), metadata={"description": "Why they cannot be asked today; empty for who can."}
    )
