"""The page that an invitation's link opens: refer a family, then follow, answer, take back.

Who holds the address may do all this: the token in it is the secret.
"""

from typing import Any

from flask import Response

from services.referrals import commands, policies
from services.referrals.commands import invitations as inviting
from services.referrals.commands.actor import OUTSIDER
from services.referrals.model import Invitation, Referral
from services.referrals.pages.outside.room import pages
from services.referrals.pages.outside.words import stands, told
from services.referrals.pages.referrer import fields
from services.referrals.rules import states
from services.referrals.schemas.common import MESSAGE_AT_MOST
from services.referrals.schemas.invitations import GuestReferral
from services.referrals.schemas.referrals import Reply, Withdrawal
from services.referrals.views import outside
from shared import codes, emergency
from shared.directory.model import KnownOrganisation
from shared.problems import Conflict, Invalid
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Day, Field, Group, Hidden, Rows, Text, options
from shared.web.routes import Call

PEOPLE = 6

HELD: dict[str, Any] = {"who": policies.HOLDER, "on": policies.held, "template": "outside/invitation.html"}


def address(call: Call, then: str = "") -> str:
    return "/".join(part for part in ("/referrals/invitations", call.path["token"], then) if part)


def send_form(call: Call) -> Form:
    """Once the referral is sent this page shows what became of it instead."""
    channel = Hidden("channel", "")
    channel.show("partner")
    taken = _("This organisation takes no referrals at present. Nothing was sent.")
    urgency = Choice("urgency", _("How urgent is it?"), options=options(codes.URGENCIES), errors={"taken": taken})
    return Form(
        _("Refer a family"),
        [
            channel,
            Group(_("How urgent it is"), [urgency]),
            Group(_("By what right you share their data"), _basis()),
            Group(_("About the family"), fields.household(call)),
            Group(_("Who is in the family"), [_members()]),
            Group(_("What it is about"), [*fields.reasons(), fields.story(), fields.help_wanted()]),
        ],
        _("Send the referral"),
        shown=_shown(call),
    )


@pages.form("/invitations/<token>", form=send_form, body=GuestReferral, **HELD)
def invitation(call: Call) -> Response:
    """Opening it changes nothing: programs that scan mails open links, too."""
    try:
        commands.submit_by_invitation(call.session, call.record, call.body)
    except Conflict as problem:
        if problem.extra.get("state") != "takes_no_referrals":
            raise
        raise Invalid({"urgency": ["taken"]}) from None
    return go(address(call), _("The referral is sent. This page shows what becomes of it; keep its address."))


def answer_form(call: Call) -> Form:
    return Form(
        _("Answer the question"),
        [Text("answer", _("Your answer"), rows=6, longest=MESSAGE_AT_MOST)],
        _("Send the answer"),
        lead=_question(call.record),
        back=address(call),
    )


@pages.form("/invitations/<token>/answer", form=answer_form, body=Reply, **HELD | {"template": "form.html"})
def answer_by_link(call: Call) -> Response:
    commands.answer(call.session, OUTSIDER, _sent(call), **call.body)
    return go(address(call), _("Your answer was sent."))


def withdraw_form(call: Call) -> Form:
    return Form(
        _("Take the referral back"),
        [
            Choice("reason", _("Why do you take it back?"), options=options(codes.WITHDRAW_REASONS)),
            Text("note", _("Anything else they should know"), rows=4, longest=MESSAGE_AT_MOST, optional=True),
        ],
        _("Take the referral back"),
        warning=_("This cannot be undone: nobody will work on this referral any more."),
        dangerous=True,
        back=address(call),
    )


@pages.form("/invitations/<token>/withdraw", form=withdraw_form, body=Withdrawal, **HELD | {"template": "form.html"})
def withdraw_by_link(call: Call) -> Response:
    commands.withdraw(call.session, OUTSIDER, _sent(call), **call.body)
    return go(address(call), _("The referral was taken back."))


def _sent(call: Call) -> Referral:
    return inviting.sent_by_guest(call.session, call.record, lock=True)


def _question(held: Invitation) -> str:
    question = held.referral.open_question if held.referral else None
    return question or _("There is no question any more that you could answer.")


def _basis() -> list[Field]:
    hint = _("Which document shows it, and what the family agreed to.")
    return [
        Choice("basis.kind", _("By what right do you share their data?"), options=options(codes.BASIS)),
        Day("basis.given_on", _("Date of the consent or of the decision")),
        Text("basis.document", _("Document"), hint, optional=True),
    ]


def _members() -> Rows:
    rows = [
        Group(_("Person %(number)s", number=row + 1), fields.member(f"family.members.{row}.", listed=True))
        for row in range(PEOPLE)
    ]
    hint = _("At least one person; rows that stay empty do not count.")
    return Rows("family.members", rows, _("Who is in the family"), hint)


def _shown(call: Call) -> dict[str, Any]:
    """Who invites, and the state where the referral is sent."""
    held: Invitation = call.record
    seen, sent = outside.invitation(call.session, held), held.referral
    receiver = call.session.get(KnownOrganisation, sent.to_organisation if sent else held.organisation)
    one = seen["referral"]
    return {
        "invited": seen,
        "one": one,
        "stands": stands(one) if one else "",
        "history": told(one["history"]) if one else [],
        "may_withdraw": sent is not None and sent.status in states.ALLOWED_IN["withdraw"],
        "number": emergency.NUMBER,
        "duty_phone": receiver.duty_phone if receiver else None,
        "here": address(call),
    }
