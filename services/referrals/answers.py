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
    from_organisation = fields.UUID(allow_none=True)
    from_organisation_name = fields.String(allow_none=True)
    to_organisation = fields.UUID()
    to_organisation_name = fields.String(allow_none=True)
    sent_by = fields.UUID(allow_none=True)
    sent_by_names = fields.Nested(Names, allow_none=True)
    case = fields.Nested(Case, allow_none=True)
    history = fields.List(fields.Nested(Entry))


class Referral(ReferralHead):
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


class Worker(Schema):
    id = fields.UUID()
    names = fields.Nested(Names)
    open_cases = fields.Integer(
        data_key="load", metadata={"description": "Open cases of which this person is the worker."}
    )
