"""The page that an invitation's link opens: refer a family, then follow, answer, take back. It needs no JavaScript.

It sends by the API's own schemas and commands, and shows what the API shows. Who holds the address may do all this:
the token in it is the secret, so that a form needs no other one.
"""

from collections.abc import Callable

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session, sessionmaker

from services.referrals import commands, policies
from services.referrals.commands import invitations as inviting
from services.referrals.commands.actor import OUTSIDER
from services.referrals.model import Invitation
from services.referrals.pages import contents
from services.referrals.pages.contents import Tried, View
from services.referrals.pages.form import Typed, by_field
from services.referrals.pages.texts import TEXTS
from services.referrals.schemas.invitations import GuestReferral
from services.referrals.schemas.referrals import Reply, Withdrawal
from shared.eventing.envelope import caused_by, new_cause
from shared.problems import Conflict, Forbidden, Invalid, NotFound, TooManyRequests
from shared.web import guest, sign_in
from shared.web.page import page
from shared.web.routes import load
from shared.web.site import this_site

blueprint = Blueprint("referrals-pages", __name__, url_prefix="/referrals")

WITHDRAW = "withdraw"


def guest_page(token: str) -> Response:
    """Opening it changes nothing: programs that scan mails open links, too."""
    try:
        if request.method == "POST":
            return _write(token)
        with _sessions().begin() as session:
            return _show(session, policies.held(session, None, False, token), Tried())
    except (NotFound, TooManyRequests, Forbidden) as problem:
        return guest.refusal(TEXTS, problem)


def _write(token: str) -> Response:
    typed = Typed.of(request.form)
    try:
        with _sessions().begin() as session, caused_by(new_cause()):
            sign_in.require_no_other_site(request)
            _DO.get(request.form.get("do", ""), _send)(session, policies.held(session, None, True, token), typed)
        return Response(status=303, headers={"Location": guest.address()})
    except Invalid as problem:
        status, tried = problem.status, Tried(typed, by_field(problem.errors, typed))
    except Conflict as problem:
        status, tried = problem.status, Tried(typed, notice=_notice(problem))
    with _sessions().begin() as session:
        return _show(session, inviting.find_invitation(session, token, lock=False), tried, status)


def _send(session: Session, invitation: Invitation, typed: Typed) -> None:
    commands.submit_by_invitation(session, invitation, load(GuestReferral(), typed.referral()))


def _answer(session: Session, invitation: Invitation, typed: Typed) -> None:
    sent = inviting.sent_by_guest(session, invitation, lock=True)
    commands.answer(session, OUTSIDER, sent, **load(Reply(), typed.chosen("answer")))


def _withdraw(session: Session, invitation: Invitation, typed: Typed) -> None:
    sent = inviting.sent_by_guest(session, invitation, lock=True)
    commands.withdraw(session, OUTSIDER, sent, **load(Withdrawal(), typed.chosen("reason", "note")))


_DO: dict[str, Callable[[Session, Invitation, Typed], None]] = {
    "send": _send,
    "answer": _answer,
    WITHDRAW: _withdraw,
}


def _notice(problem: Conflict) -> str:
    state = problem.extra.get("state")
    return str(state) if state == "takes_no_referrals" else "changed"


def _show(session: Session, invitation: Invitation, tried: Tried, status: int = 200) -> Response:
    language = guest.language()
    view = _view(session, invitation, language, tried)
    texts, ok = TEXTS[language], status == 200
    content = guest.other_language(TEXTS, language) + view.content if ok else view.content
    return page(language, texts[view.title], content, status, "" if ok else texts["error"])


def _view(session: Session, invitation: Invitation, language: str, tried: Tried) -> View:
    if invitation.referral is None:
        return contents.send_view(session, invitation, language, tried)
    if request.args.get("step") == WITHDRAW and contents.may_withdraw(invitation):
        return contents.withdraw_view(session, invitation, language, tried, guest.address())
    return contents.state_view(session, invitation, language, tried, guest.address(step=WITHDRAW))


def _sessions() -> "sessionmaker[Session]":
    site = this_site()
    return site.sessions


guest_page.policy = policies.HOLDER  # type: ignore[attr-defined]
blueprint.add_url_rule("/invitations/<token>", view_func=guest_page, methods=["GET", "POST"])
