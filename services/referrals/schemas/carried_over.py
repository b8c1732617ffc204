"""A case that began before it was kept here, as a file says it. What needs more than one field to be judged is judged
in `rules.carried_over`."""

from services.referrals.schemas.common import MEMBERS_AT_MOST, NARRATIVE_AT_MOST, OPTIONAL, Maybe
from services.referrals.schemas.families import HouseholdBody, MemberBody
from services.referrals.schemas.referrals import BasisBody
from shared.codes import CHANNELS, HELP_KINDS, REASONS
from shared.web.fields import Body, Code, Day, Flag, Id, Many, Part, Text


class SigningMember(MemberBody):
    """`signed`: whether they signed the agreement; where it is said of nobody, all adults did."""

    signed = Flag(**OPTIONAL)


class SigningHousehold(HouseholdBody):
    members = Many(Part(SigningMember), least=1, most=MEMBERS_AT_MOST, required=True)


class CarriedOver(Body):
    former_reference = Maybe(longest=100)
    worker = Id(**OPTIONAL)
    opened_on = Day(required=True)
    channel = Code(CHANNELS, **OPTIONAL)
    from_organisation = Id(**OPTIONAL)
    basis = Part(BasisBody, required=True)
    family = Part(SigningHousehold, required=True)
    reasons = Many(Code(REASONS), least=1, most=len(REASONS), required=True)
    narrative = Text(longest=NARRATIVE_AT_MOST, lines=True, required=True)
    help_wanted = Many(Code(HELP_KINDS), most=len(HELP_KINDS), required=True)
    signed_on = Day(**OPTIONAL)
    assessed_on = Day(**OPTIONAL)
    planned_on = Day(**OPTIONAL)
    reviewed_on = Day(**OPTIONAL)
    contacted_on = Day(**OPTIONAL)
