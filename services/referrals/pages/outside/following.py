"""What became of a family's appeal: by the reference and the code, which travel in bodies and never in an address."""

from typing import Any

from flask import Response
from sqlalchemy.orm import Session

from services.referrals import commands, limits, policies
from services.referrals.commands.actor import OUTSIDER
from services.referrals.commands.appeals import find_appeal
from services.referrals.model import Referral
from services.referrals.pages.outside.room import pages
from services.referrals.pages.outside.words import stands, told
from services.referrals.rules import states
from services.referrals.schemas import appeals as schemas
from services.referrals.schemas.common import MESSAGE_AT_MOST
from services.referrals.views import outside
from shared import codes, emergency
from shared.problems import Invalid, NotFound
from shared.web import attempts
from shared.web.pages import Form, _, show
from shared.web.pages.fields import Choice, Field, Hidden, Text, options
from shared.web.routes import Call
from shared.web.site import this_site

TEMPLATE = "outside/asking.html"


def _counted(session: Session, caller: Any, lock: bool) -> None:
    """Every try with a code counts; an empty page does not."""
    if lock:
        attempts.count_place(limits.CODE_ADDRESS)


BY_CODE: dict[str, Any] = {"who": policies.FAMILY, "on": _counted, "template": TEMPLATE}


def _slip() -> list[Field]:
    """Reference and code, which came with the page before."""
    again = _("Open it again with the number and the code.")
    errors = {"wrong": _wrong(), "required": again}
    return [Hidden("reference", "", errors=errors), Hidden("code", "", errors=errors)]


def _wrong() -> str:
    return _("The number or the code is not right. Check both; they stand where you wrote them down.")


def status_form(call: Call) -> Form:
    return Form(
        _("What became of my appeal"),
        [
            Text("reference", _("Number"), _("For example, 482-109-379"), mode="numeric", width=20),
            Text("code", _("Code"), _("Sixteen figures"), mode="numeric", width=20, errors={"wrong": _wrong()}),
        ],
        _("Show"),
        shown={"number": emergency.NUMBER},
    )


@pages.form("/appeal/status", form=status_form, body=schemas.AppealCode, **BY_CODE)
def status(call: Call) -> Response:
    return _shown(call, _found(call))


def answer_form(call: Call) -> Form:
    return Form(
        _("Your answer"),
        [*_slip(), Text("answer", _("Your answer"), rows=6, longest=MESSAGE_AT_MOST)],
        _("Send the answer"),
        shown={"number": emergency.NUMBER},
    )


@pages.form("/appeal/answer", form=answer_form, body=schemas.AppealReply, **BY_CODE)
def answer_appeal(call: Call) -> Response:
    found = _found(call, lock=True)
    commands.answer(call.session, OUTSIDER, found, answer=call.body["answer"])
    return _shown(call, found, _("Your answer was sent."))


def withdraw_form(call: Call) -> Form:
    return Form(
        _("Take the appeal back"),
        [
            *_slip(),
            Choice("reason", _("Why?"), options=options(codes.WITHDRAW_REASONS), optional=True),
            Text("note", _("Anything else they should know"), rows=4, longest=MESSAGE_AT_MOST, optional=True),
        ],
        _("Take the appeal back"),
        warning=_("This cannot be undone: nobody will get in touch any more. You can ask again at any time."),
        dangerous=True,
        shown={"number": emergency.NUMBER},
    )


@pages.press("/appeal/leaving", who=policies.FAMILY, on=_counted, body=schemas.AppealCode)
def leaving(call: Call) -> Response:
    """The page that asks once more before it is taken back; reference and code come along."""
    _found(call)
    slip = {name: call.body[name] for name in ("reference", "code")}
    form = _first(withdraw_form(call), slip, "/referrals/appeal/withdraw")
    return show(TEMPLATE, form=form, **form.shown)


@pages.form("/appeal/withdraw", form=withdraw_form, body=schemas.AppealWithdrawal, **BY_CODE)
def withdraw_appeal(call: Call) -> Response:
    found = _found(call, lock=True)
    commands.withdraw(call.session, OUTSIDER, found, **{name: call.body[name] for name in ("reason", "note")})
    return _shown(call, found, _("It was taken back. Nobody will get in touch."))


def _found(call: Call, lock: bool = False) -> Referral:
    """Tries count against the reference, too. Raises Invalid, the same whichever of the two is wrong."""
    reference, code = call.body["reference"], call.body["code"]
    attempts.count(limits.CODE_REFERENCE, "".join(sign for sign in reference if sign.isdecimal()))
    try:
        return find_appeal(call.session, reference, code, str(this_site().settings.secret), lock=lock)
    except NotFound:
        raise Invalid({"code": ["wrong"]}) from None


def _shown(call: Call, referral: Referral, done: str = "") -> Response:
    call.session.flush()
    one = outside.referral(call.session, referral)
    slip = {name: call.body[name] for name in ("reference", "code")}
    return show(
        "outside/state.html",
        one=one,
        done=done,
        stands=stands(one),
        history=told(one["history"]),
        slip=slip,
        answering=_first(answer_form(call), slip, "/referrals/appeal/answer") if one["question"] else None,
        may_withdraw=referral.status in states.ALLOWED_IN["withdraw"],
        number=emergency.NUMBER,
    )


def _first(form: Form, slip: dict[str, str], action: str) -> Form:
    """The form as it stands on another page, with what that page knows."""
    for name, value in slip.items():
        form[name].show(value)  # type: ignore[arg-type]
    form.action = action
    return form
