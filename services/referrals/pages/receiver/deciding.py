"""Answering a referral: take the family on, decline with a reason, ask the sender, or say that one sees to it."""

from typing import Any

from flask import Response

from services.referrals import commands, policies
from services.referrals.model import Referral
from services.referrals.pages.receiver.history import told
from services.referrals.pages.receiver.room import pages, referral_at, version
from services.referrals.pages.receiver.workers import Worker, offered
from services.referrals.rules import states
from services.referrals.schemas import referrals as schemas
from services.referrals.schemas.common import MESSAGE_AT_MOST
from services.referrals.views import referrals as views
from shared import codes
from shared.web.fields import Body
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Text, options
from shared.web.routes import Call

DECIDED_BY: dict[str, Any] = {
    "on": policies.referral,
    "who": policies.DECIDES,
    "version": version,
    "template": "receiver/deciding.html",
}


def about(call: Call, command: str) -> dict[str, Any]:
    """What stands above every form of a decision; `over` where somebody else was faster."""
    referral: Referral = call.record
    over = None
    if referral.status not in states.ALLOWED_IN[command]:
        over = told(views.show(call.session, call.caller, referral)["history"])[0]
    return {"referral": referral, "over": over, "here": referral_at(referral.id)}


def note(label: str, hint: str = "", **more: Any) -> Text:
    return Text("note", label, hint, rows=4, longest=MESSAGE_AT_MOST, **more)


def accept_form(call: Call) -> Form:
    return Form(
        _("Accept the family"),
        [Worker("worker", _("Who will work with the family?"), options=offered(call))],
        _("Accept the family"),
        lead=_("A case opens at once, and the sender is told that you have taken the family on."),
        warning=_("This cannot be taken back here: from then on the family is supported until its case is closed."),
        back=referral_at(call.record.id),
        shown=about(call, "accept"),
    )


@pages.form("/<uuid:id>/accept", form=accept_form, body=schemas.Acceptance, **DECIDED_BY)
def accept(call: Call) -> Response:
    commands.accept(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id, "accepted"))


def decline_form(call: Call) -> Form:
    reason = Choice("reason", _("Why can't you take the family on?"), options=options(codes.DECLINE_REASONS))
    said = note(
        _("What the sender should know"),
        _("They read this. Say what they can do now, and who else may help. Needed where the reason is another one."),
        errors={"required": _("Say in your own words what the other reason is.")},
    )
    return Form(
        _("Decline with a reason"),
        [reason, said],
        _("Decline and tell the sender"),
        warning=_("This cannot be taken back. If another organisation can help, pass the referral on instead."),
        dangerous=True,
        back=referral_at(call.record.id),
        shown=about(call, "decline"),
    )


@pages.form("/<uuid:id>/decline", form=decline_form, body=schemas.Decline, **DECIDED_BY)
def decline(call: Call) -> Response:
    commands.decline(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id), _("The referral is declined. The sender is told why."))


def ask_form(call: Call) -> Form:
    question = Text(
        "question",
        _("What do you need to know?"),
        _("Ask for what you need to decide, nothing more."),
        rows=5,
        longest=MESSAGE_AT_MOST,
    )
    return Form(
        _("Ask the sender"),
        [question],
        _("Send the question"),
        lead=_("Your time to answer stands still until the reply is there, or the sender's time for it is over."),
        back=referral_at(call.record.id),
        shown=about(call, "ask"),
    )


@pages.form("/<uuid:id>/ask", form=ask_form, body=schemas.Question, **DECIDED_BY)
def ask(call: Call) -> Response:
    commands.ask(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id), _("The question is sent. You are told when the answer is there."))


@pages.press("/<uuid:id>/acknowledge", on=policies.referral, who=policies.ACKNOWLEDGES, version=version, body=Body)
def acknowledge(call: Call) -> Response:
    commands.acknowledge(call.session, call.caller, call.record)
    return go(referral_at(call.record.id), _("It is noted that you see to it. The referral still needs an answer."))
