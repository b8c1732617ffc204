"""Shapes of answers. Which of the fields a caller gets is for `views` to say."""

from marshmallow import Schema, fields

from shared.contracts.common import Instant


class Names(Schema):
    last_name = fields.String(allow_none=True)
    first_name = fields.String(allow_none=True)
    middle_name = fields.String(allow_none=True)


class Basis(Schema):
    kind = fields.String()
    given_on = fields.Date()
    document = fields.String(allow_none=True)


class Member(Names):
    id = fields.UUID()
    role = fields.String()
    born_on = fields.Date(allow_none=True)
    age = fields.Integer(allow_none=True)


class Household(Schema):
    id = fields.UUID()
    kind = fields.String()
    district = fields.String()
    address = fields.String(allow_none=True)
    phone = fields.String(allow_none=True)
    members = fields.List(fields.Nested(Member))


class HouseholdRow(Schema):
    id = fields.UUID()
    kind = fields.String()
    district = fields.String()
    name = fields.String()
    members_count = fields.Integer()
    children_count = fields.Integer()


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


class SameMember(Schema):
    member = fields.UUID(metadata={"description": "Of this referral's family."})
    other = fields.UUID(metadata={"description": "Of the other family: perhaps the same person."})


class Evidence(Schema):
    reason = fields.String(metadata={"description": "A code of duplicate_reasons, or of duplicate_doubts."})
    points = fields.Integer(metadata={"description": "Over 0 speaks for one family, under 0 against."})
    members = fields.List(fields.Nested(SameMember), metadata={"description": "Empty for what concerns no member."})


class PossibleDuplicate(Schema):
    family = fields.UUID()
    referral = fields.UUID()
    reference = fields.String()
    reasons = fields.List(fields.String(), metadata={"description": "Codes of what speaks for it, each once."})
    score = fields.Integer(metadata={"description": "The sum of the points of all evidence."})
    strength = fields.String(metadata={"description": "A code of duplicate_strengths, by the score."})
    evidence = fields.List(fields.Nested(Evidence), metadata={"description": "The strongest first."})


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


class FamilyReferral(Schema):
    id = fields.UUID()
    reference = fields.String()
    status = fields.String()


class Family(Schema):
    id = fields.UUID()
    kind = fields.String()
    district = fields.String()
    merged_into = fields.UUID(allow_none=True)
    members = fields.List(fields.Nested(Member))
    referrals = fields.List(fields.Nested(FamilyReferral))


class ReceiverRow(Schema):
    id = fields.UUID()
    name = fields.String()
    kind = fields.String()
    districts = fields.List(fields.String())
    takes_no_more_until = fields.Date(
        allow_none=True, metadata={"description": "It takes referrals again on this day; null: it does now."}
    )
    duty_phone = fields.String(allow_none=True)
    answer_within_minutes = fields.Integer(
        allow_none=True, metadata={"description": "The time to answer at the urgency that was asked about."}
    )


class Receivers(Schema):
    items = fields.List(fields.Nested(ReceiverRow))
    next = fields.String(allow_none=True)
    emergency_number = fields.String(allow_none=True, metadata={"description": "Whom to call first in danger."})


class Length(Schema):
    code = fields.String()
    length = fields.Integer()
    unit = fields.String()
    source = fields.String(metadata={"description": "Whose number it is."})
    usual = fields.Integer(metadata={"description": "What it is when no administrator changed it."})
    least = fields.Integer()
    most = fields.Integer()


class Changed(Schema):
    changed_at = Instant(allow_none=True)
    changed_by = fields.UUID(allow_none=True)
    changed_by_names = fields.Nested(Names, allow_none=True)


class Lengths(Changed):
    deadlines = fields.List(fields.Nested(Length))


class OnDuty(Schema):
    id = fields.UUID()
    names = fields.Nested(Names, allow_none=True)
    can_be_called = fields.Boolean(
        metadata={"description": "Whether they are still active there, as coordinator or supervisor."}
    )


class Roster(Changed):
    organisation = fields.UUID()
    people = fields.List(fields.Nested(OnDuty))


class Worker(Schema):
    id = fields.UUID()
    names = fields.Nested(Names)
    open_cases = fields.Integer(
        data_key="load", metadata={"description": "Open cases of which this person is the worker."}
    )


class Imported(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many referrals the file holds."})
    referrals = fields.List(fields.Nested(FamilyReferral), metadata={"description": "In the file's order."})


class InvitedReferral(Schema):
    id = fields.UUID()
    reference = fields.String()
    status = fields.String(allow_none=True, metadata={"description": "Null once it was passed on."})


class Invitation(Schema):
    id = fields.UUID()
    status = fields.String(metadata={"description": "open, used, expired, cancelled."})
    organisation_name = fields.String()
    email = fields.String()
    contact_name = fields.String(allow_none=True)
    invited_by = fields.UUID()
    invited_at = Instant()
    expires_at = Instant()
    referral = fields.Nested(InvitedReferral, allow_none=True)


class NamedOrganisation(Schema):
    id = fields.UUID()
    name = fields.String(allow_none=True)


class OutsideEntry(Schema):
    kind = fields.String()
    at = Instant()
    reason = fields.String()
    note = fields.String()
    question = fields.String()
    answer = fields.String()
    outcome = fields.String()


class BothLanguages(Schema):
    ru = fields.String()
    en = fields.String()


class Emergency(Schema):
    phone = fields.String()
    text = fields.Nested(BothLanguages)


class OutsideReferral(Schema):
    reference = fields.String()
    status = fields.String()
    urgency = fields.String()
    submitted_at = Instant()
    answer_by = Instant(allow_none=True)
    reply_by = Instant(allow_none=True)
    to_organisation = fields.Nested(NamedOrganisation)
    question = fields.String(allow_none=True, metadata={"description": "While it waits for an answer."})
    history = fields.List(fields.Nested(OutsideEntry))
    case = fields.Nested(Case, allow_none=True)
    emergency = fields.Nested(
        Emergency, allow_none=True, metadata={"description": "Whom to call, when the danger is immediate."}
    )


def _choices() -> fields.Dict:
    return fields.Dict(metadata={"description": "Codes with their texts by list, as `/codes` has them; districts."})


class HeldInvitation(Schema):
    status = fields.String(metadata={"description": "open or used."})
    organisation_name = fields.String()
    to_organisation = fields.Nested(NamedOrganisation)
    expires_at = Instant()
    referral = fields.Nested(OutsideReferral, allow_none=True)
    choices = _choices()


class SentAppeal(OutsideReferral):
    code = fields.String(metadata={"description": "Shown this once: with the reference it opens the state."})


class AppealForm(Schema):
    form = fields.String(metadata={"description": "Good for one appeal."})
    not_before = Instant()
    expires_at = Instant()
    choices = _choices()


class AppealReceiver(NamedOrganisation):
    kind = fields.String()
    districts = fields.List(fields.String())
    takes_no_more_until = fields.Date(
        allow_none=True, metadata={"description": "It takes appeals again on this day; null: it does now."}
    )
