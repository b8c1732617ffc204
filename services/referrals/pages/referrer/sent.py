"""A referral that was sent, for who sent it: confirmation, what became of it, answering, taking back."""

from typing import Any
from uuid import UUID

from flask import Response

from services.referrals import commands, policies
from services.referrals.codes import ENTRY_KINDS
from services.referrals.model import Referral
from services.referrals.pages.referrer.room import HOME, NEW, pages, referral_at
from services.referrals.pages.referrer.summary import sections
from services.referrals.pages.referrer.words import became
from services.referrals.rules import states
from services.referrals.schemas.common import MESSAGE_AT_MOST
from services.referrals.schemas.referrals import Reply, Withdrawal
from services.referrals.views import referrals as views
from services.referrals.views.common import name_of
from shared import codes
from shared.web.pages import Form, _, go, show
from shared.web.pages.fields import Choice, Text, options
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

FORMS = "/referrals/api/v1/referrals/{id}/forms/{form}.pdf"

_CODES = {"declined": codes.DECLINE_REASONS, "withdrawn": codes.WITHDRAW_REASONS, "case_closed": codes.OUTCOMES}


def version(referral: Referral) -> int:
    return referral.version


def shown(call: Call) -> Response:
    """The sender's page of a referral; `call.record` is the referral as they see it."""
    referral: Referral = call.record.referral
    one, here = views.show(call.session, call.caller, referral), referral_at(referral.id)
    undecided = referral.status in states.UNDECIDED
    return show(
        "referrer/referral.html",
        one=one,
        became=became(one),
        danger=_danger(one) if undecided else None,
        question=referral.open_question if undecided else None,
        answer=f"{here}/answer",
        withdraw=f"{here}/withdraw" if undecided else "",
        prints=_prints(referral),
        documents=f"{here}/documents",
        history=[_entry(call, entry) for entry in reversed(one["history"])],
        sections=sections(call.session, one),
        mine=HOME,
    )


@pages.page("/<uuid:id>/sent", who=policies.SENDER, on=policies.referral)
def confirmation(call: Call) -> Response:
    one = views.show(call.session, call.caller, call.record)
    here = referral_at(call.record.id)
    undecided = call.record.status in states.UNDECIDED
    return show(
        "referrer/confirmation.html",
        one=one,
        became="" if undecided else became(one),
        danger=_danger(one) if undecided else None,
        here=here,
        prints=_prints(call.record),
        mine=HOME,
        new=NEW,
    )


def answer_form(call: Call) -> Form:
    """Where no question is open any more the command says so, and nothing that was typed is lost."""
    question = call.record.open_question
    return Form(
        _("Answer the question"),
        [Text("answer", _("Your answer"), rows=6, longest=MESSAGE_AT_MOST)],
        _("Send the answer"),
        lead=question or _("There is no question any more that you could answer."),
        back=referral_at(call.record.id),
        back_text=_("Back to the referral"),
    )


@pages.form(
    "/<uuid:id>/answer", who=policies.SENDER, on=policies.referral, form=answer_form, body=Reply, version=version
)
def answer_question(call: Call) -> Response:
    commands.answer(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id), _("Your answer was sent."))


def withdraw_form(call: Call) -> Form:
    return Form(
        _("Take the referral back"),
        [
            Choice("reason", _("Why do you take it back?"), options=options(codes.WITHDRAW_REASONS)),
            Text("note", _("Anything else they should know"), rows=4, longest=MESSAGE_AT_MOST, optional=True),
        ],
        _("Take the referral back"),
        warning=_("This cannot be undone: nobody will work on this referral any more. You can send another one."),
        dangerous=True,
        back=referral_at(call.record.id),
    )


@pages.form(
    "/<uuid:id>/withdraw",
    who=policies.SENDER,
    on=policies.referral,
    form=withdraw_form,
    body=Withdrawal,
    version=version,
)
def withdraw_referral(call: Call) -> Response:
    commands.withdraw(call.session, call.caller, call.record, **call.body)
    return go(referral_at(call.record.id), _("The referral was taken back."))


def _danger(one: dict[str, Any]) -> dict[str, str | None] | None:
    if not one["emergency_number"]:
        return None
    return {"number": one["emergency_number"], "duty_phone": one["to_organisation_duty_phone"]}


def _prints(referral: Referral) -> list[dict[str, str]]:
    named = (("referral", _("The referral (PDF)")), ("consent", _("The family's consent, to be signed (PDF)")))
    return [{"text": text, "href": FORMS.format(id=referral.id, form=form)} for form, text in named]


def _entry(call: Call, entry: dict[str, Any]) -> dict[str, Any]:
    """One thing that happened: when, what, by whom, and the words that went with it."""
    kind = entry["kind"]
    said = [_CODES[kind].text(entry[name], this_reader().language) for name in ("reason", "outcome") if name in entry]
    if kind == "passed_on":
        said.append(name_of(call.session, UUID(entry["to_organisation"])) or "—")
    said += [entry[name] for name in ("question", "answer", "note") if entry.get(name)]
    what = ENTRY_KINDS.text(kind, this_reader().language)
    return {"at": entry["at"], "what": what, "who": entry["organisation_name"], "said": said}
