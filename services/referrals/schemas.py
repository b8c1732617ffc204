"""Shapes of requests. What needs more than one field to be judged is judged in `rules.submission`."""

import unicodedata
from typing import Any

from marshmallow import ValidationError

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
from shared.web.fields import Body, Code, Day, Flag, Id, Integer, Many, Part, Phone, Text
from shared.web.paging import PageQuery

NARRATIVE_AT_MOST = 20_000
MESSAGE_AT_MOST = 5_000
MEMBERS_AT_MOST = 30
OLDEST = 120

_OPTIONAL: dict[str, Any] = {"allow_none": True, "load_default": None}
_IN_NAMES = " \u00a0.()'’‘ʼ`´-‐\u2011–"
"""Joins, abbreviations, apostrophes as keyboards have them, and the name before marriage in brackets."""


class Maybe(Text):
    """Text that may be left out, null or blank: all three are None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**_OPTIONAL, **options)


class MaybePhone(Maybe, Phone):
    """A phone number that may be left out, null or blank."""


def _is_name(text: str) -> None:
    """Letters of any alphabet with what joins or shortens them; no digit, no emoji, no angle bracket."""
    if not any(map(str.isalpha, text)) or not all(map(_is_in_names, text)):
        raise ValidationError("not_a_name")


def _is_in_names(sign: str) -> bool:
    """A letter, or a sign that many alphabets write above, below or beside one."""
    return sign.isalpha() or sign in _IN_NAMES or unicodedata.category(sign) in ("Mn", "Mc")


class BasisBody(Body):
    kind = Code(BASIS, required=True)
    given_on = Day(required=True)
    document = Maybe(longest=300)


class MemberBody(Body):
    role = Code(MEMBER_ROLES, required=True)
    last_name = Maybe(longest=100, validate=_is_name)
    first_name = Text(longest=100, required=True, validate=_is_name)
    middle_name = Maybe(longest=100, validate=_is_name)
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


class Nothing(Body):
    """An action that needs nothing said."""


class ReferralsQuery(PageQuery):
    box = Code(BOXES)
    status = Code(REFERRAL_STATES)
    q = Text(longest=100)
