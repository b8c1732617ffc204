"""Appeals: what a family without an account asks, sends and follows."""

from marshmallow import Schema, fields

from services.referrals.schemas.common import (
    MEMBERS_AT_MOST,
    MESSAGE_AT_MOST,
    NARRATIVE_AT_MOST,
    OPTIONAL,
    Maybe,
    MaybePhone,
)
from services.referrals.schemas.families import MemberBody
from services.referrals.schemas.outside import NamedOrganisation, OutsideReferral, choices
from services.referrals.schemas.referrals import Reply
from shared.ages import OLDEST
from shared.codes import FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES, WITHDRAW_REASONS
from shared.contracts.common import Instant
from shared.web.fields import Body, Code, Day, Flag, Id, Integer, Many, Name, Part, Text
from shared.web.paging import PageQuery


class AppealReceiversQuery(PageQuery):
    district = Text(longest=100)


class AppealReceiver(NamedOrganisation):
    kind = fields.String()
    districts = fields.List(fields.String())
    takes_no_more_until = fields.Date(
        allow_none=True, metadata={"description": "It takes appeals again on this day; null: it does now."}
    )


class AppealForm(Schema):
    form = fields.String(metadata={"description": "Good for one appeal."})
    not_before = Instant()
    expires_at = Instant()
    choices = choices()


class NamesBody(Body):
    last_name = Name(required=True)
    first_name = Name(required=True)
    middle_name = Name(**OPTIONAL)


class NewAppeal(Body):
    """`website` is no question: only programs fill it in."""

    form = Text(longest=200, required=True)
    website = Maybe(longest=1_000)
    to_organisation = Id(required=True)
    consent_covers = Flag(required=True)
    names = Part(NamesBody, required=True)
    role = Code(MEMBER_ROLES, load_default="other")
    born_on = Day(**OPTIONAL)
    age = Integer(most=OLDEST, **OPTIONAL)
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


class SentAppeal(OutsideReferral):
    code = fields.String(metadata={"description": "Shown this once: with the reference it opens the state."})
