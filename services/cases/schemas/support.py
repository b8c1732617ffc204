"""Shapes of HTTP: requests for a contact family or a volunteer."""

from marshmallow import Schema, fields

from shared.codes import EXPERIENCE, LANGUAGES, SKILLS, VOLUNTEER_KINDS
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Instant, Many, Name, Part, Phone, Text, WeeklyTime


class SupportBody(Body):
    """The lists may be empty: nothing special is wished for."""

    kind = Code(VOLUNTEER_KINDS, required=True)
    skills = Many(Code(SKILLS), required=True)
    experience = Many(Code(EXPERIENCE), allow_none=True)
    district = Text(longest=100, required=True)
    languages = Many(Code(LANGUAGES), required=True)
    times = Many(Part(WeeklyTime), required=True)
    about = Text(longest=2_000, lines=True, required=True)
    family_agreed_on = Day(allow_none=True)


class MeetingBody(Body):
    at = Instant(required=True)
    place = Text(longest=500, required=True)


class IntroductionBody(Body):
    first_names = Many(Name(required=True), least=1, required=True)
    contact_name = Text(longest=100, required=True)
    contact_phone = Phone(required=True)
    first_meeting = Part(MeetingBody, required=True)


class Meeting(Schema):
    at = UtcInstant()
    place = fields.String()


class Introduction(Schema):
    first_names = fields.List(fields.String())
    contact_name = fields.String()
    contact_phone = fields.String()
    first_meeting = fields.Nested(Meeting)


class SupportAnswer(Schema):
    id = fields.UUID()
    case = fields.UUID()
    kind = fields.String()
    status = fields.String()
    skills = fields.List(fields.String())
    experience = fields.List(fields.String())
    district = fields.String()
    languages = fields.List(fields.String())
    times = fields.List(fields.Dict())
    about = fields.String()
    family_agreed_on = fields.Date(allow_none=True)
    requested_at = UtcInstant()
    requested_by = fields.UUID()
    volunteer = fields.UUID(allow_none=True)
    assignment = fields.UUID(allow_none=True)
    introduction = fields.Nested(Introduction, allow_none=True)
