"""Referrals. What needs more than one field to be judged is judged in `rules.submission`."""

from marshmallow import Schema, fields

from services.referrals.codes import BOXES
from services.referrals.schemas.common import MESSAGE_AT_MOST, NARRATIVE_AT_MOST, OPTIONAL, Maybe, Names
from services.referrals.schemas.families import Household, HouseholdBody, HouseholdRow, PossibleDuplicate
from shared.codes import (
    BASIS,
    CHANNELS,
    DECLINE_REASONS,
    HELP_KINDS,
    REASONS,
    REFERRAL_STATES,
    URGENCIES,
    WITHDRAW_REASONS,
)
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Day, Flag, Id, Many, Part, Text
from shared.web.paging import PageQuery


class BasisBody(Body):
    kind = Code(BASIS, required=True)
    given_on = Day(required=True)
    document = Maybe(longest=300)


class ReferralBody(Body):
    channel = Code(CHANNELS, required=True)
    basis = Part(BasisBody, required=True)
    urgency = Code(URGENCIES, required=True)
    family = Part(HouseholdBody, required=True)
    reasons = Many(Code(REASONS), least=1, most=len(REASONS), required=True)
    narrative = Text(longest=NARRATIVE_AT_MOST, lines=True, required=True)
    help_wanted = Many(Code(HELP_KINDS), most=len(HELP_KINDS), required=True)
    despite_no_capacity = Flag(**OPTIONAL)


class Submission(ReferralBody):
    to_organisation = Id(required=True)


class ReferralsQuery(PageQuery):
    box = Code(BOXES)
    status = Code(REFERRAL_STATES)
    q = Text(longest=100)


class Acceptance(Body):
    worker = Id(**OPTIONAL)


class Decline(Body):
    reason = Code(DECLINE_REASONS, required=True)
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)


class Question(Body):
    question = Text(longest=MESSAGE_AT_MOST, lines=True, required=True)


class Reply(Body):
    answer = Text(longest=MESSAGE_AT_MOST, lines=True, required=True)


class PassingOn(Body):
    to_organisation = Id(required=True)
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)
    consent_covers = Flag(**OPTIONAL)
    despite_no_capacity = Flag(**OPTIONAL)


class Duplicate(Body):
    of = Id(required=True)


class Withdrawal(Body):
    reason = Code(WITHDRAW_REASONS, required=True)
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)


class Basis(Schema):
    kind = fields.String()
    given_on = fields.Date()
    document = fields.String(allow_none=True)


class Entry(Schema):
    kind = fields.String()
    at = Instant()
    by = fields.UUID(allow_none=True)
    by_names = fields.Nested(Names, allow_none=True)
    organisation = fields.UUID(allow_none=True)
    organisation_name = fields.String(allow_none=True)
    reason = fields.String()
    note = fields.String()
    despite_no_capacity = fields.Boolean(metadata={"description": "The receiver took no more at that time."})
    carried_over = fields.Boolean(
        metadata={"description": "Written down later: the receiver supported the family before it worked here."}
    )
    question = fields.String()
    answer = fields.String()
    to_organisation = fields.String()
    worker = fields.String()
    of = fields.String()
    outcome = fields.String()


class Case(Schema):
    opened_on = fields.Date()
    closed_on = fields.Date(allow_none=True)
    outcome = fields.String(allow_none=True)


class Guest(Schema):
    organisation_name = fields.String()
    contact_name = fields.String(allow_none=True)
    email = fields.String()


class ReferralHead(Schema):
    id = fields.UUID()
    reference = fields.String()
    relation = fields.String()
    status = fields.String()
    channel = fields.String()
    urgency = fields.String()
    submitted_at = Instant()
    received_at = Instant(metadata={"description": "Only for a former receiver."})
    passed_on_at = Instant(metadata={"description": "Only for a former receiver."})
    answer_by = Instant(allow_none=True)
    reply_by = Instant(allow_none=True)
    overdue = fields.Boolean()
    acknowledged_at = Instant(
        allow_none=True, metadata={"description": "When someone of the receiver said, or showed, that they see to it."}
    )
    from_organisation = fields.UUID(allow_none=True)
    from_organisation_name = fields.String(allow_none=True)
    to_organisation = fields.UUID()
    to_organisation_name = fields.String(allow_none=True)
    sent_by = fields.UUID(allow_none=True)
    sent_by_names = fields.Nested(Names, allow_none=True)
    guest = fields.Nested(Guest, allow_none=True, metadata={"description": "Who sent it by an invitation."})
    case = fields.Nested(Case, allow_none=True)
    history = fields.List(fields.Nested(Entry))


class Referral(ReferralHead):
    emergency_number = fields.String(allow_none=True, metadata={"description": "Whom to call first in danger."})
    to_organisation_duty_phone = fields.String(allow_none=True)
    acknowledged_by = fields.UUID(allow_none=True)
    acknowledged_by_names = fields.Nested(Names, allow_none=True)
    basis = fields.Nested(Basis)
    family = fields.Nested(Household)
    reasons = fields.List(fields.String())
    narrative = fields.String()
    help_wanted = fields.List(fields.String())
    worker = fields.UUID(allow_none=True)
    possible_duplicates = fields.List(fields.Nested(PossibleDuplicate))


class ReferralRow(ReferralHead):
    family = fields.Nested(HouseholdRow)
