"""Shapes of HTTP: a case, its family and its team."""

from marshmallow import Schema, fields

from shared.codes import CASE_STATES, MEMBER_ROLES, TEAM_ROLES
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Id, Integer, Many, Name, Part, Phone, Text
from shared.web.paging import Count, PageQuery, YesNo

NARRATIVE = 20_000
"""Characters of the longest texts."""


class CaseQuery(PageQuery):
    referral = Id()
    mine = YesNo()
    overdue = YesNo()
    not_met_days = Count(
        least=1, most=3650, metadata={"description": "Open cases whose team has not met for so many days."}
    )
    without_worker = YesNo()
    status = Code(CASE_STATES)
    q = Text(longest=100)


class NamesBody(Body):
    last_name = Name(allow_none=True)
    first_name = Name(required=True)
    middle_name = Name(allow_none=True)


class MemberBody(Body):
    """With `id` a member who is known, in what is named; without, one who comes in. Names as an object, or side by
    side as in a referral."""

    id = Id()
    role = Code(MEMBER_ROLES)
    names = Part(NamesBody)
    last_name = Name(allow_none=True)
    first_name = Name()
    middle_name = Name(allow_none=True)
    born_on = Day(allow_none=True)
    age = Integer(least=0, most=120, allow_none=True)
    left_on = Day(allow_none=True)


class FamilyBody(Body):
    district = Text(longest=100, required=False)
    address = Text(longest=500, allow_none=True)
    phone = Phone(allow_none=True)
    members = Many(Part(MemberBody))


class WorkerBody(Body):
    worker = Id(required=True)


class TeamBody(Body):
    person = Id(required=True)
    role = Code(TEAM_ROLES, required=True)


class AgreementBody(Body):
    signed_on = Day(required=True)
    signed_by = Many(Id(), least=1, required=True)


class Away(Schema):
    """Somebody is away, and who stands in."""

    until_on = fields.Date(metadata={"description": "The last day."})
    deputy = fields.UUID()
    deputy_name = fields.String(allow_none=True)


class Row(Schema):
    """A case in a list, and all of it that a coordinator sees."""

    id = fields.UUID()
    reference = fields.String()
    referral = fields.UUID()
    referral_reference = fields.String()
    organisation = fields.UUID()
    status = fields.String()
    urgency = fields.String()
    worker = fields.UUID(allow_none=True)
    worker_name = fields.String(allow_none=True)
    worker_away = fields.Nested(Away, allow_none=True)
    opened_on = fields.Date()
    next_step = fields.String(allow_none=True)
    next_due_on = fields.Date(allow_none=True)
    overdue = fields.Boolean()
    etag = fields.String(metadata={"description": "For If-Match when the worker is set."})


class Names(Schema):
    last_name = fields.String(allow_none=True)
    first_name = fields.String()
    middle_name = fields.String(allow_none=True)


class MemberAnswer(Names):
    id = fields.UUID()
    role = fields.String()
    names = fields.Nested(Names)
    born_on = fields.Date(allow_none=True)
    age = fields.Integer(allow_none=True, metadata={"description": "Now, in whole years, where no birthday is known."})
    left_on = fields.Date(allow_none=True)


class FamilyAnswer(Schema):
    id = fields.UUID()
    merged_into = fields.UUID(allow_none=True)
    kind = fields.String()
    district = fields.String()
    address = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    members = fields.List(fields.Nested(MemberAnswer), metadata={"description": "In the referral's order."})


class TeamMemberAnswer(Schema):
    person = fields.UUID()
    name = fields.String(allow_none=True)
    organisation = fields.UUID(allow_none=True)
    role = fields.String()
    away = fields.Nested(Away, allow_none=True)


class TeamAnswer(Schema):
    items = fields.List(fields.Nested(TeamMemberAnswer))
    next = fields.String(allow_none=True)


class DeadlineAnswer(Schema):
    kind = fields.String()
    due_on = fields.Date()
    met_on = fields.Date(allow_none=True)
    starts_on = fields.Date()
    length = fields.Integer(metadata={"description": "How many of `unit` it has, by the policy under which it began."})
    unit = fields.String()
    source = fields.String(metadata={"description": "Whose number that is: practice, ours or administrator."})


class RequestRow(Schema):
    id = fields.UUID()
    kind = fields.String()
    status = fields.String()
    volunteer = fields.UUID()


class ClosureAnswer(Schema):
    """How support ended; `reopened_on` when it went on after all. The rest as it was sent."""

    outcome = fields.String()
    closed_on = fields.Date()
    closed_by = fields.UUID()
    facts = fields.Dict()
    reopened_on = fields.Date(allow_none=True)
    reopened_by = fields.UUID(allow_none=True)
    reopen_reason = fields.String(allow_none=True)


class CaseAnswer(Row):
    """A case for those who work on it."""

    channel = fields.String()
    from_organisation = fields.UUID(allow_none=True)
    basis = fields.Dict()
    reasons = fields.List(fields.String())
    help_wanted = fields.List(fields.String())
    narrative = fields.String(allow_none=True)
    questions = fields.List(fields.Dict())
    opened_at = UtcInstant()
    signed_on = fields.Date(allow_none=True)
    signed_by = fields.List(fields.UUID())
    outcome = fields.String(allow_none=True)
    closed_on = fields.Date(allow_none=True)
    plan_state = fields.String(allow_none=True)
    deadlines = fields.List(fields.Nested(DeadlineAnswer))
    family = fields.Nested(FamilyAnswer)
    team = fields.List(fields.Nested(TeamMemberAnswer))
    support_requests = fields.List(fields.Nested(RequestRow))
    agreements = fields.List(fields.Nested("services.cases.schemas.entries.Agreement"))
    carried_over = fields.Nested("services.cases.schemas.entries.CarriedOver", allow_none=True)
    closures = fields.List(fields.Nested(ClosureAnswer))
    roadmap = fields.Nested("services.cases.schemas.roadmaps.Progress", allow_none=True)
    next_meeting = fields.Nested("services.cases.schemas.meetings.NextMeeting", allow_none=True)
    open_decisions = fields.List(fields.Nested("services.cases.schemas.meetings.OpenDecision"))
