"""Families: as a referral says them, as answers show them, and that two of them are one."""

from marshmallow import Schema, fields

from services.referrals.schemas.common import MEMBERS_AT_MOST, OPTIONAL, Maybe, MaybePhone, Names
from shared.ages import OLDEST
from shared.codes import FAMILY_KINDS, MEMBER_ROLES
from shared.web.fields import Body, Code, Day, Id, Integer, Many, Name, Part, Text


class MemberBody(Body):
    role = Code(MEMBER_ROLES, required=True)
    last_name = Name(**OPTIONAL)
    first_name = Name(required=True)
    middle_name = Name(**OPTIONAL)
    born_on = Day(**OPTIONAL)
    age = Integer(most=OLDEST, **OPTIONAL)


class HouseholdBody(Body):
    kind = Code(FAMILY_KINDS, required=True)
    district = Text(longest=100, required=True)
    address = Maybe(longest=500)
    phone = MaybePhone()
    members = Many(Part(MemberBody), least=1, most=MEMBERS_AT_MOST, required=True)


class Merge(Body):
    into = Id(required=True)


class Distinct(Body):
    from_family = Id(required=True, data_key="from")


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
