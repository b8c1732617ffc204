"""Shapes of requests. What needs more than one field to be judged is judged in `rules.submission`."""

from typing import Any

from services.referrals.codes import BOXES, DEADLINES
from shared.codes import (
    BASIS,
    CHANNELS,
    DECLINE_REASONS,
    FAMILY_KINDS,
    HELP_KINDS,
    INTERFACE_LANGUAGES,
    MEMBER_ROLES,
    REASONS,
    REFERRAL_STATES,
    URGENCIES,
    WITHDRAW_REASONS,
)
from shared.web.fields import Body, Code, Day, Email, Flag, Id, Integer, Many, Name, Part, Phone, Text
from shared.web.paging import PageQuery, YesNo

NARRATIVE_AT_MOST = 20_000
MESSAGE_AT_MOST = 5_000
MEMBERS_AT_MOST = 30
OLDEST = 120
ROSTER_AT_MOST = 50

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


class ReferralBody(Body):
    channel = Code(CHANNELS, required=True)
    basis = Part(BasisBody, required=True)
    urgency = Code(URGENCIES, required=True)
    family = Part(HouseholdBody, required=True)
    reasons = Many(Code(REASONS), least=1, most=len(REASONS), required=True)
    narrative = Text(longest=NARRATIVE_AT_MOST, lines=True, required=True)
    help_wanted = Many(Code(HELP_KINDS), most=len(HELP_KINDS), required=True)
    despite_no_capacity = Flag(**_OPTIONAL)


class Submission(ReferralBody):
    to_organisation = Id(required=True)


class GuestReferral(ReferralBody):
    """What an invited organisation sends: to whom, the invitation says."""


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
    despite_no_capacity = Flag(**_OPTIONAL)


class Duplicate(Body):
    of = Id(required=True)


class Withdrawal(Body):
    reason = Code(WITHDRAW_REASONS, required=True)
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)


class Merge(Body):
    into = Id(required=True)


class Distinct(Body):
    from_family = Id(required=True, data_key="from")


class LengthBody(Body):
    code = Code(DEADLINES, required=True)
    length = Integer(required=True)


class LengthsBody(Body):
    deadlines = Many(Part(LengthBody), least=1, most=2 * len(DEADLINES), required=True)


class RosterBody(Body):
    people = Many(Id(), most=ROSTER_AT_MOST, required=True)


class ReceiversQuery(PageQuery):
    district = Text(longest=100)
    urgency = Code(URGENCIES)


class ReferralsQuery(PageQuery):
    box = Code(BOXES)
    status = Code(REFERRAL_STATES)
    q = Text(longest=100)


class NewInvitation(Body):
    organisation_name = Text(longest=300, required=True)
    email = Email(required=True)
    contact_name = Name(**_OPTIONAL)


class NamesBody(Body):
    last_name = Name(required=True)
    first_name = Name(required=True)
    middle_name = Name(**_OPTIONAL)


class NewAppeal(Body):
    """`website` is no question: only programs fill it in."""

    form = Text(longest=200, required=True)
    website = Maybe(longest=1_000)
    to_organisation = Id(required=True)
    consent_covers = Flag(required=True)
    names = Part(NamesBody, required=True)
    role = Code(MEMBER_ROLES, load_default="other")
    born_on = Day(**_OPTIONAL)
    age = Integer(most=OLDEST, **_OPTIONAL)
    phone = MaybePhone()
    address = Maybe(longest=500)
    district = Text(longest=100, required=True)
    text = Text(longest=NARRATIVE_AT_MOST, lines=True, required=True)
    members = Many(Part(MemberBody), most=MEMBERS_AT_MOST - 1, load_default=list)
    urgency = Code(URGENCIES, load_default="routine")
    family_kind = Code(FAMILY_KINDS, load_default="blood")
    reasons = Many(Code(REASONS), most=len(REASONS), load_default=list)
    help_wanted = Many(Code(HELP_KINDS), most=len(HELP_KINDS), load_default=list)


class AppealCode(Body):
    reference = Text(longest=20, required=True)
    code = Text(longest=40, required=True)


class AppealReply(AppealCode, Reply):
    pass


class AppealWithdrawal(AppealCode):
    reason = Code(WITHDRAW_REASONS, load_default="family_withdrew")
    note = Maybe(longest=MESSAGE_AT_MOST, lines=True)


class AppealReceiversQuery(PageQuery):
    district = Text(longest=100)


class ImportQuery(Body):
    check = YesNo(load_default=False)
    again = YesNo(load_default=False)


class TemplateQuery(Body):
    language = Code(INTERFACE_LANGUAGES, load_default="ru")
