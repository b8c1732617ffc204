"""The shapes of the HTTP API: bodies and queries that come in, answers that go out."""

from marshmallow import Schema, fields

from services.volunteers.rules.chains import MOST_IN_A_CHAIN
from shared.codes import (
    ASSIGNMENT_STATES,
    CONCERN_SEVERITIES,
    EXCLUSION_RULES,
    EXPERIENCE,
    LANGUAGES,
    MATCH_REASONS,
    NOT_READY_REASONS,
    PROPOSAL_STATES,
    REQUEST_STATES,
    SKILLS,
    VOLUNTEER_KINDS,
    VOLUNTEER_STATES,
)
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Flag, Id, Instant, Integer, Many, Part, Text, WeeklyTime
from shared.web.paging import PageQuery, YesNo

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


class ProposeBody(Body):
    """`then`: who is asked after a no or silence, in this order; `by_list`: the other candidates by their rank."""

    volunteer = Id(required=True)
    supervised_by = Id()
    then = Many(Id(), most=MOST_IN_A_CHAIN)
    by_list = Flag(load_default=False)


class DeclineBody(Body):
    reason = Text(longest=1000, lines=True, allow_none=True)


class EntryBody(Body):
    at = Instant(required=True)
    text = Text(longest=5000, lines=True, required=True)


class ConcernBody(Body):
    severity = Code(CONCERN_SEVERITIES, required=True)
    text = Text(longest=4000, lines=True, required=True)


class SupervisorBody(Body):
    supervised_by = Id(required=True)


class VolunteersQuery(PageQuery):
    kind = Code(VOLUNTEER_KINDS)
    status = Code(VOLUNTEER_STATES)
    district = Text(longest=100)
    q = Text()


class RequestsQuery(PageQuery):
    kind = Code(VOLUNTEER_KINDS)
    status = Code(REQUEST_STATES)
    district = Text(longest=100)
    q = Text()


class _MineQuery(PageQuery):
    mine = YesNo(load_default=False)


class ProposalsQuery(_MineQuery):
    status = Code(PROPOSAL_STATES)
    request = Id()


class AssignmentsQuery(_MineQuery):
    status = Code(ASSIGNMENT_STATES)
    attention = YesNo(load_default=False)


# --- answers ----------------------------------------------------------------------------------------------------------

Time = Schema.from_dict(
    {"weekday": fields.Integer(), "from": fields.String(), "to": fields.String()}, name="VolunteersTime"
)


class Document(Schema):
    kind = fields.String()
    expires_on = fields.Date(allow_none=True)


class Vetting(Schema):
    documents = fields.List(fields.Nested(Document))
    trained_on = fields.Date(allow_none=True)
    interviewed_on = fields.Date(allow_none=True)
    approved_on = fields.Date(allow_none=True)


class LackAnswer(Schema):
    code = fields.String(metadata={"enum": list(NOT_READY_REASONS)})
    text = fields.String()
    path = fields.String(metadata={"description": "Where in the profile."})


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
    registered_at = UtcInstant()
    paused_until = fields.Date(allow_none=True, metadata={"description": "The first day on which a pause is over."})
    not_ready = fields.List(
        fields.Nested(LackAnswer), metadata={"description": "Why they cannot be asked today; empty for who can."}
    )


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
    requested_at = UtcInstant()


class VolunteerName(Schema):
    id = fields.UUID()
    display_name = fields.String()
    kind = fields.String()


class ReasonAnswer(Schema):
    code = fields.String(metadata={"enum": list(MATCH_REASONS)})
    text = fields.String()
    points = fields.Integer()


class CandidateAnswer(Schema):
    volunteer = fields.Nested(VolunteerName)
    score = fields.Integer(metadata={"description": "The sum of the reasons' points."})
    reasons = fields.List(fields.Nested(ReasonAnswer))
    asked = fields.Boolean(metadata={"description": "A proposal of this request stands already."})


class ExcludedAnswer(Schema):
    volunteer = fields.Nested(VolunteerName)
    rule = fields.String(metadata={"enum": list(EXCLUSION_RULES)})
    text = fields.String()
    not_ready = fields.List(fields.Nested(LackAnswer), metadata={"description": "With `not_ready`: why."})
    km = fields.Integer(
        allow_none=True,
        metadata={"description": "With `too_far`: to the nearest of their districts; null: not known on the map."},
    )


class CandidatesAnswer(Schema):
    items = fields.List(fields.Nested(CandidateAnswer))
    excluded = fields.List(fields.Nested(ExcludedAnswer))


class ProposalAnswer(Schema):
    """To the volunteer it says what the question is about; to coordinators, who was asked and what came of it."""

    id = fields.UUID()
    request = fields.UUID()
    volunteer = fields.UUID()
    status = fields.String(metadata={"enum": list(PROPOSAL_STATES)})
    supervised_by = fields.UUID()
    made_at = UtcInstant()
    expires_at = UtcInstant()
    answered_at = UtcInstant(allow_none=True)
    kind = fields.String()
    district = fields.String()
    children_ages = fields.List(fields.Integer(), metadata={"description": "The volunteer's view, until a no."})
    languages = fields.List(fields.String(), metadata={"description": "The volunteer's view, until a no."})
    times = fields.List(fields.Nested(Time), metadata={"description": "The volunteer's view, until a no."})
    about = fields.String(allow_none=True, metadata={"description": "The volunteer's view, until a no."})
    reference = fields.String(metadata={"description": "Coordinators' view."})
    display_name = fields.String(metadata={"description": "Coordinators' view."})
    decline_reason = fields.String(allow_none=True, metadata={"description": "Coordinators' view."})


class Meeting(Schema):
    at = fields.String()
    place = fields.String()


class Introduction(Schema):
    first_names = fields.List(fields.String(), allow_none=True)
    contact_name = fields.String(allow_none=True)
    contact_phone = fields.String(allow_none=True)
    first_meeting = fields.Nested(Meeting, allow_none=True)


class AssignmentAnswer(Schema):
    id = fields.UUID()
    request = fields.UUID()
    proposal = fields.UUID()
    status = fields.String(metadata={"enum": list(ASSIGNMENT_STATES)})
    kind = fields.String()
    district = fields.String()
    supervised_by = fields.UUID()
    supervisor_name = fields.String()
    started_at = UtcInstant()
    introduced_at = UtcInstant(allow_none=True)
    ended_at = UtcInstant(allow_none=True)
    introduction = fields.Nested(
        Introduction,
        allow_none=True,
        metadata={"description": "For the volunteer and who supervises them, from the introduction to the end."},
    )
    volunteer = fields.UUID()
    reference = fields.String(metadata={"description": "Coordinators' view."})
    display_name = fields.String(metadata={"description": "Coordinators' view."})
    attention = fields.List(
        fields.String(metadata={"enum": ["volunteer_gone", "supervisor_gone", "vetting_lapsed"]}),
        metadata={"description": "Coordinators' view: what is to be decided about a running pairing."},
    )


class ConcernAnswer(Schema):
    """What was told; whether it was taken up is to be seen at `/cases/api/v1/concerns/{id}`."""

    id = fields.UUID()
    assignment = fields.UUID()
    severity = fields.String()
    status = fields.String()
    text = fields.String()
    raised_at = UtcInstant()
    emergency = fields.String(
        allow_none=True, metadata={"description": "With danger a code whose text names the emergency number, 112."}
    )


class EntryAnswer(Schema):
    id = fields.UUID()
    author = fields.UUID()
    at = UtcInstant()
    text = fields.String()
    written_at = UtcInstant()
