"""The few questions that a family who asks for help is asked, and what it holds besides: a form that is good once."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from services.referrals.pages.referrer.choices import districts
from services.referrals.rules import slips
from services.referrals.schemas.common import NARRATIVE_AT_MOST
from shared import clock
from shared.codes import MEMBER_ROLES, URGENCIES
from shared.web.pages import Form, _
from shared.web.pages.fields import Choice, Field, Group, Hidden, Phone, Rows, Text, Tick, Whole, options
from shared.web.site import this_site

CHILDREN = 3
SAFE_CONTACT = "safe_contact"


@dataclass
class AppealForm(Form):
    """How the family can be reached safely is told with what it wrote: whoever works with it reads that first."""

    def body(self) -> dict[str, Any]:
        body = super().body()
        safe = body.pop(SAFE_CONTACT, "")
        if safe and body.get("text"):
            body["text"] = f"{body['text']}\n\n{_('How to reach me safely:')} {safe}"
        return body


def new_slip() -> str:
    return slips.signed(slips.new_form(clock.system()), str(this_site().settings.secret))


def asked(session: Session) -> list[Field | Group]:
    return [
        Hidden("form", "", errors=_errors_of_slip()),
        Hidden("to_organisation", "", errors=_errors_of_receiver()),
        Text("website", _("Leave this empty"), errors={"leave_empty": _("Empty this field and send the page again.")}),
        Group(_("Who you are"), _who()),
        Group(_("How to reach you"), _contact(session)),
        Group(_("What is hard for you now"), _story()),
        Group(_("Your children"), [_children()], _("If you want to tell about them now. You can do it later, too.")),
        _consent(),
    ]


def _errors_of_slip() -> dict[str, str]:
    return {
        "expired": _("This page was open for long, or was sent before. What you typed is still here: send it again."),
        "too_soon": _("That was very fast. Wait some seconds, then send it again."),
    }


def _errors_of_receiver() -> dict[str, str]:
    return {
        "full": _("This organisation has had too many appeals today. Choose another one, or call it."),
        "not_found": _("This organisation takes no appeals here any more. Choose another one."),
        "takes_no_more": _("This organisation takes no more at present. Choose another one, or call it."),
    }


def _who() -> list[Field]:
    too_old = _("This age does not go with who you are. Check both.")
    born = _("Enter your age: for whoever is under 18 it is needed.")
    return [
        Text("names.last_name", _("Your last name"), autocomplete="off", width=20),
        Text("names.first_name", _("Your first name"), autocomplete="off", width=20),
        Text("names.middle_name", _("Your patronymic"), autocomplete="off", optional=True, width=20),
        Choice("role", _("Who are you in the family?"), options=options(MEMBER_ROLES), many=True),
        Whole(
            "age",
            _("Your age in whole years"),
            optional=True,
            width=3,
            errors={"required": born, "out_of_range": too_old},
        ),
    ]


def _contact(session: Session) -> list[Field]:
    return [
        Phone("phone", _("Your phone"), errors={"required": _("Give a phone number, or an address below.")}),
        Text("address", _("Your address"), _("If you have no phone that is safe."), optional=True),
        Choice("district", _("Your district"), options=districts(session), many=True),
        Text(
            SAFE_CONTACT,
            _("How can we reach you safely?"),
            _("For example: call before noon only, send no messages, tell others that it is the school."),
            optional=True,
            rows=3,
        ),
    ]


def _story() -> list[Field]:
    hint = _("As you would tell a friend. You need not find the right words.")
    return [
        Text("text", _("What is happening, and what would help?"), hint, rows=8, longest=NARRATIVE_AT_MOST),
        Choice("urgency", _("How soon do you need help?"), options=options(URGENCIES)),
    ]


def _children() -> Rows:
    return Rows("members", [_child(row) for row in range(CHILDREN)], _("Your children"))


def _child(row: int) -> Group:
    born = _("Enter the child's age.")
    role = Hidden(f"members.{row}.role", "")
    role.show("child")
    return Group(
        _("Child %(number)s", number=row + 1),
        [
            role,
            Text(f"members.{row}.last_name", _("Last name"), width=20),
            Text(f"members.{row}.first_name", _("First name"), width=20),
            Whole(f"members.{row}.age", _("Age in whole years"), width=3, errors={"required": born}),
        ],
    )


def _consent() -> Field:
    label = _("I agree that this organisation keeps what I wrote and gets in touch with me")
    error = _("Tick this, or the organisation may not read what you wrote.")
    return Tick("consent_covers", label, errors={"consent_does_not_cover": error})
