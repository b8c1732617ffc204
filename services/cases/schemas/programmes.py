"""Shapes of HTTP: group programmes, their groups and sessions, who is enrolled and who came."""

from marshmallow import Schema, fields

from services.cases.schemas.cases import NARRATIVE
from services.cases.schemas.entries import Annulled
from services.cases.schemas.plans import TITLE
from shared.codes import ABSENCE_REASONS, LEAVING_REASONS, PROGRAMME_AUDIENCES, SESSION_STATES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Flag, Id, Instant, Integer, Many, Part, Text
from shared.web.paging import PageQuery, YesNo

MOST_PLACES = 200
OLDEST = 120
REASON = 2_000


class ProgrammeQuery(PageQuery):
    active = YesNo()


class ProgrammeBody(Body):
    """The range of age is the children's, the parents' where it is for them alone; both ends included."""

    name = Text(longest=TITLE, required=True)
    audience = Code(PROGRAMME_AUDIENCES, required=True)
    age_from = Integer(least=0, most=OLDEST, allow_none=True)
    age_to = Integer(least=0, most=OLDEST, allow_none=True)
    about = Text(longest=NARRATIVE, lines=True, allow_none=True)


class ProgrammeChangeBody(ProgrammeBody):
    """In what it names. One that is not `active` has no new groups and enrolments."""

    active = Flag()


class GroupBody(Body):
    name = Text(longest=TITLE, required=True)
    starts_on = Day(required=True)
    ends_on = Day(allow_none=True)
    place = Text(longest=TITLE, allow_none=True)
    places = Integer(least=1, most=MOST_PLACES, allow_none=True)
    leaders = Many(Id(), least=1, required=True, metadata={"description": "People of the programme's organisation."})


class GroupChangeBody(GroupBody):
    """In what it names."""


class SessionQuery(PageQuery):
    status = Code(SESSION_STATES)


class SessionBody(Body):
    planned_at = Instant(required=True)
    topic = Text(longest=TITLE, allow_none=True)


class AttendanceBody(Body):
    enrolment = Id(required=True)
    attended = Flag(required=True)
    reason = Code(ABSENCE_REASONS, allow_none=True, metadata={"description": "Of an absence."})


class HeldSessionBody(Body):
    held_on = Day(required=True)
    attendance = Many(Part(AttendanceBody), most=MOST_PLACES, least=1, required=True)


class EnrolBody(Body):
    group = Id(required=True)
    member = Id(required=True)
    goal = Id(required=True, metadata={"description": "An open one of the valid plan."})
    enrolled_on = Day()
    age_exception = Text(
        longest=REASON, lines=True, allow_none=True, metadata={"description": "Why, though the age is out of range."}
    )


class LeaveBody(Body):
    left_on = Day(required=True)
    reason = Code(LEAVING_REASONS, required=True)
    note = Text(longest=REASON, lines=True, allow_none=True)


class ProgrammeAnswer(Schema):
    id = fields.UUID()
    organisation = fields.UUID()
    name = fields.String()
    audience = fields.String()
    age_from = fields.Integer(allow_none=True)
    age_to = fields.Integer(allow_none=True)
    about = fields.String(allow_none=True)
    active = fields.Boolean()


class LeaderAnswer(Schema):
    person = fields.UUID()
    name = fields.String(allow_none=True)


class GroupAnswer(Schema):
    id = fields.UUID()
    organisation = fields.UUID()
    programme = fields.Nested(ProgrammeAnswer)
    name = fields.String()
    starts_on = fields.Date()
    ends_on = fields.Date(allow_none=True)
    place = fields.String(allow_none=True)
    places = fields.Integer(allow_none=True)
    leaders = fields.List(fields.Nested(LeaderAnswer))
    enrolled = fields.Integer(metadata={"description": "How many are in it now."})


class SessionRow(Schema):
    id = fields.UUID()
    group = fields.UUID()
    programme = fields.UUID()
    status = fields.String()
    planned_at = UtcInstant()
    topic = fields.String(allow_none=True)
    held_on = fields.Date(allow_none=True)


class AttendanceAnswer(Schema):
    id = fields.UUID()
    attended = fields.Boolean()
    reason = fields.String(allow_none=True)
    recorded_at = UtcInstant()
    recorded_by = fields.UUID()
    annulled = fields.Nested(Annulled, allow_none=True)


class AttendanceInGroup(AttendanceAnswer):
    enrolment = fields.UUID()
    name = fields.String(allow_none=True)


class SessionAnswer(SessionRow):
    cancelled_reason = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)
    attendance = fields.List(fields.Nested(AttendanceInGroup))


class AttendanceInCase(AttendanceAnswer):
    member = fields.UUID()
    session = fields.UUID()
    held_on = fields.Date()
    topic = fields.String(allow_none=True)
    programme = fields.UUID()
    programme_name = fields.String()
    group = fields.UUID()


class EnrolmentInGroup(Schema):
    """To those who lead the group: nothing of the case."""

    id = fields.UUID()
    name = fields.String(allow_none=True, metadata={"description": "Null where they were enrolled by mistake."})
    age = fields.Integer(allow_none=True)
    enrolled_on = fields.Date()
    enrolled_by = fields.UUID(metadata={"description": "Whom to ask about the family."})
    enrolled_by_name = fields.String(allow_none=True)
    left_on = fields.Date(allow_none=True)
    left_reason = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)


class EnrolmentAnswer(Schema):
    """To the case's team."""

    id = fields.UUID()
    member = fields.UUID()
    goal = fields.UUID()
    goal_title = fields.String()
    age_exception = fields.String(allow_none=True)
    programme = fields.UUID()
    programme_name = fields.String()
    group = fields.UUID()
    group_name = fields.String()
    enrolled_on = fields.Date()
    enrolled_at = UtcInstant()
    enrolled_by = fields.UUID()
    left_on = fields.Date(allow_none=True)
    left_reason = fields.String(allow_none=True)
    left_note = fields.String(allow_none=True)
    annulled = fields.Nested(Annulled, allow_none=True)


class EitherEnrolment(EnrolmentAnswer, EnrolmentInGroup):
    """As much as the list that the caller has of it shows."""
