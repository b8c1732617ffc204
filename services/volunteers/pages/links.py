"""The page that a proposal's link opens: what is asked, and yes or no. It needs no JavaScript.

It answers by the API's own schemas and commands. Who holds the address may do this: the token in it is the secret, so
that a form needs no other one. Opening it changes nothing: programs that scan mails open links, too.
"""

from http import HTTPStatus as Status
from typing import Any

from flask import Blueprint, Response, request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from sqlalchemy.orm import Session, sessionmaker

from services.volunteers.commands import links
from services.volunteers.commands.links import Question
from services.volunteers.pages.texts import TEXTS, in_words
from services.volunteers.policies.links import HOLDER, hold
from services.volunteers.schemas import proposals as schemas
from services.volunteers.views.links import question as shown
from shared import clock
from shared.eventing.envelope import caused_by, new_cause
from shared.problems import Conflict, Forbidden, Invalid, NotFound, TooManyRequests
from shared.web import guest, sign_in
from shared.web.page import page
from shared.web.routes import load
from shared.web.site import this_site

blueprint = Blueprint("volunteers-pages", __name__, url_prefix="/volunteers")

_TEMPLATES = Environment(
    loader=PackageLoader("services.volunteers.pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def proposal_page(token: str) -> Response:
    try:
        if request.method == "POST":
            return _answer(token)
        with _sessions().begin() as session:
            return _show(session, hold(session, None, False, token))
    except (NotFound, TooManyRequests, Forbidden) as problem:
        return guest.refusal(TEXTS, problem)


def _answer(token: str) -> Response:
    try:
        with _sessions().begin() as session, caused_by(new_cause()):
            sign_in.require_no_other_site(request)
            _say(session, hold(session, None, True, token))
        return Response(status=303, headers={"Location": guest.address()})
    except Invalid as problem:
        status, error, notice = problem.status, problem.errors.get("reason", ["type"])[0], ""
    except Conflict as problem:
        status, error, notice = problem.status, "", problem.kind
    with _sessions().begin() as session:
        return _show(session, links.find_question(session, token, lock=False), status, error, notice)


def _say(session: Session, question: Question) -> None:
    """Only who presses "yes" says yes: a form without that button is read as one that says nothing yet."""
    said = request.form.get("do")
    if said == "accept":
        links.accept_by_link(session, question)
    elif said == "decline":
        reason = request.form.get("reason", "").replace("\r\n", "\n")
        links.decline_by_link(
            session, question, **load(schemas.DeclineBody(), {"reason": reason} if reason.strip() else {})
        )


def _show(session: Session, question: Question, status: int = 200, error: str = "", notice: str = "") -> Response:
    known = question.proposal.volunteer.known
    language = guest.language(known.language if known else None)
    texts, said = TEXTS[language], shown(session, question.proposal)
    open_ = said["status"] == "made"
    words = in_words(said, language, known.time_zone if known else clock.DEFAULT_TIME_ZONE) if open_ else {}
    values = words | _typed(texts, error, notice) | {"t": texts, "state": said["status"]}
    title, content = texts["title" if open_ else "title_answered"], _content(open_, values)
    if status != Status.OK:
        return page(language, title, content, status, texts["error"])
    return page(language, title, guest.other_language(TEXTS, language) + content)


def _content(open_: bool, values: dict[str, Any]) -> Markup:
    html = _TEMPLATES.get_template("question.html" if open_ else "answered.html").render(values)
    return Markup(html)  # noqa: S704 - Jinja escaped all that it was given


def _typed(texts: Any, error: str, notice: str) -> dict[str, Any]:
    codes = texts["codes"]
    return {
        "typed": request.form.get("reason", ""),
        "wrong": codes.get(error, codes["other"]) if error else "",
        "notice": codes.get(notice, codes["conflict"]) if notice else "",
    }


def _sessions() -> "sessionmaker[Session]":
    site = this_site()
    return site.sessions


proposal_page.policy = HOLDER  # type: ignore[attr-defined]
blueprint.add_url_rule("/proposals/<token>", view_func=proposal_page, methods=["GET", "POST"])
