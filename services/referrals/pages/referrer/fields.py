"""What is asked for a referral: the same fields bit by bit and on one page. Names are paths in `schemas.Submission`."""

from services.referrals.pages.referrer import choices
from services.referrals.schemas.common import NARRATIVE_AT_MOST
from shared.codes import BASIS, FAMILY_KINDS, HELP_KINDS, MEMBER_ROLES, REASONS, URGENCIES
from shared.web.pages import _
from shared.web.pages.fields import Choice, Day, Field, Phone, Several, Text, Tick, Whole, options
from shared.web.routes import Call


def receiver(call: Call) -> Field:
    offered = choices.organisations(call.session, call.caller)
    errors = {
        "takes_no_referrals": _("This organisation takes no referrals at present. Choose another one."),
        "takes_no_more": _("This organisation takes no more referrals for some time. Choose another one."),
    }
    many = len(offered) > choices.AS_BUTTONS
    return Choice("to_organisation", _("Which organisation do you ask?"), options=offered, many=many, errors=errors)


def basis(call: Call) -> list[Field]:
    consent_alone = _("For a call on the crisis line the basis is the law: who calls does not sign anything.")
    errors = {"not_with_this_channel": consent_alone}
    return [
        Choice("channel", _("How did the family come to you?"), options=choices.channels(call.caller)),
        Choice("basis.kind", _("By what right do you share their data?"), options=options(BASIS), errors=errors),
        Day("basis.given_on", _("Date of the consent or of the decision")),
        Text("basis.document", _("Document"), _("For example, its name and number."), optional=True),
    ]


def urgency() -> Field:
    return Choice("urgency", _("How urgent is it?"), options=options(URGENCIES))


def despite() -> Field:
    errors = {
        "required": _("Tick this if nobody else can help, or choose another organisation."),
        "not_with_this_urgency": _("Only danger right now is a reason for this. Untick it or change the urgency."),
    }
    return Tick("despite_no_capacity", _("They have no room now, I know it. Send it all the same"), errors=errors)


def household(call: Call) -> list[Field]:
    return [
        Choice("family.kind", _("What kind of family is it?"), options=options(FAMILY_KINDS)),
        Choice("family.district", _("District"), options=choices.districts(call.session), many=True),
        Text("family.address", _("Address"), optional=True),
        Phone("family.phone", _("Phone"), optional=True),
    ]


def member(path: str = "", *, listed: bool = False, surname_needed: bool = True) -> list[Field]:
    """`path` is where the member stands in the body; `listed`: one of several on a page."""
    born = {"required": _("Enter the child's date of birth or age.")}
    either = {"conflicting": _("Give one of them: the date of birth or the age.")}
    too_old = {"out_of_range": _("This age does not go with who it is. Check both.")}
    no_room = {"too_many": _("A referral has room for 30 people. Tell about the others in your own words.")}
    age_hint = _("If the date of birth is not known.")
    return [
        Choice(f"{path}role", _("Who is it?"), options=options(MEMBER_ROLES), many=listed, errors=no_room),
        Text(f"{path}last_name", _("Last name"), optional=not surname_needed),
        Text(f"{path}first_name", _("First name")),
        Text(f"{path}middle_name", _("Patronymic"), optional=True),
        Day(f"{path}born_on", _("Date of birth"), _birthday_hint(), errors=born | too_old),
        Whole(f"{path}age", _("Age in whole years"), age_hint, optional=True, width=3, errors=either | too_old),
    ]


def _birthday_hint() -> str:
    return _("For a child this or the age is needed; for an adult, if you know it. For example, 24.03.2016")


def reasons() -> list[Field]:
    return [Several("reasons", _("What is hard for this family? Choose all that fits"), options=options(REASONS))]


def story() -> Field:
    hint = _("What is happening, since when, what is good in this family, and what was tried already.")
    return Text("narrative", _("Tell it in your own words"), hint, rows=10, longest=NARRATIVE_AT_MOST)


def help_wanted() -> Field:
    label = _("What help do you hope for?")
    return Several("help_wanted", label, options=options(HELP_KINDS), optional=True, blank=[])
