"""Shapes of requests. What needs more than one field to be judged is judged in `rules.submission`."""

from typing import Any

from services.referrals.codes import BOXES
from shared.codes import (
    BASIS,
    CHANNELS,
    DECLINE_REASONS,
    FAMILY_KINDS,
    HELP_KINDS,
    MEMBER_ROLES,
    REASONS,
    REFERRAL_STATES,
    URGENCIES,
    WITHDRAW_REASONS,
)
from shared.web.fields import Body, Code, Day, Flag, Id, Integer, Many, Name, Part, Phone, Text
from shared.web.paging import PageQuery

NARRATIVE_AT_MOST = 20_000
MESSAGE_AT_MOST = 5_000
MEMBERS_AT_MOST = 30
OLDEST = 120

_OPTIONAL: dict[str, Any] = {"allow_none": True, "load_default": None}


class Maybe(Text):
    """Text that may be left out, null or blank: all three are None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OPTIONAL, **options)


class MaybePhone(Maybe, Phone):
    """A phone number that may be left out, null or blank."""


class BasisBody(Body):
    kind = Code(BASIS, required=True)
    given_on = Day(required=True)
    document = Maybe(longest=300)


class MemberBody(Body):
    role = Code(MEMBER_ROLES, required=True)
    last_name = Name(**_OPTIONAL)
    first_name = Name(required=True)
    middle_name = Name(**_OPTIONAL)
    born_on = Day(**_OPTIONAL)
    age = Integer(most=OLDEST, **_OPTIONAL)


class HouseholdBody(Body):
    kind = Code(FAMILY_KINDS, required=True)
    district = Text(longest=100, required=True)
    address = Maybe(longest=500)
    phone = MaybePhone()
    members = Many(Part(MemberBody), least=1, most=MEMBERS_AT_MOST, required=True)


class Submission(Body):
    to_organisation = Id(required=True)
    channel = Code(CHANNELS, required=True)
    basis = Part(BasisBody, required=True)
    urgency = Code(URGENCIES, required=True)
    family = Part(HouseholdBody, required=True)
    reasons = Many(Code(REASONS), least=1, most=len(REASONS), required=True)
    narrative = Text(longest=NARRATIVE_AT_MOST, lines=True, required=True)
    help_wanted = Many(Code(HELP_KINDS), most=len(HELP_KINDS), required=True)


class Acceptance(Body):
    worker = Id(**_OPTIONAL)


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
    consent_covers = Flag(**_OPTIONAL)


class Duplicate(Body):
    of = Id(required=True)


class Withdrawal(Body):
    reason = Code(WITHDRAW_REASONS, required=True)
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)


class Merge(Body):
    into = Id(required=True)


class Distinct(Body):
    from_family = Id(required=True, data_key="from")


class ReferralsQuery(PageQuery):
    box = Code(BOXES)
    status = Code(REFERRAL_STATES)
    q = Text(longest=100)
