"""The page that a proposal's link opens: what is asked, and yes or no. It needs no JavaScript.

It answers by the API's own schemas and commands. Who holds the address may do this: the token in it is the secret, so
that a form needs no other one. Opening it changes nothing: programs that scan mails open links, too.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from flask import Blueprint, Response, request
from sqlalchemy.orm import Session, sessionmaker

from services.volunteers.commands import links
from services.volunteers.commands.links import Question
from services.volunteers.pages.asking import Answer
from services.volunteers.pages.wording import asked_rows, no_yes
from services.volunteers.policies.links import HOLDER, hold
from services.volunteers.schemas import proposals as schemas
from services.volunteers.views.links import question as shown
from shared.directory.model import KnownPerson
from shared.eventing.envelope import caused_by, new_cause
from shared.problems import Conflict, Forbidden, Invalid, NotFound, Problem, TooManyRequests
from shared.web import sign_in
from shared.web.pages import _, go, show
from shared.web.pages.fields import Text
from shared.web.pages.reader import prefer, this_reader
from shared.web.routes import load
from shared.web.site import this_site

blueprint = Blueprint("volunteers-pages", __name__, url_prefix="/volunteers")


def proposal_page(token: str) -> Response:
    try:
        if request.method == "POST":
            return _answer(token)
        with _sessions().begin() as session:
            return _show(session, hold(session, None, False, token))
    except (NotFound, TooManyRequests, Forbidden) as problem:
        return _refusal(problem)


def _answer(token: str) -> Response:
    try:
        with _sessions().begin() as session, caused_by(new_cause()):
            sign_in.require_no_other_site(request)
            _say(session, hold(session, None, True, token))
        return go(request.path)
    except (Invalid, Conflict) as problem:
        with _sessions().begin() as session:
            return _show(session, links.find_question(session, token, lock=False), problem)


def _say(session: Session, question: Question) -> None:
    """Only who presses "yes" says yes: a form without that button is read as one that says nothing yet."""
    said = request.form.get("do")
    if said == "accept":
        links.accept_by_link(session, question)
    elif said == "decline":
        form = _no_form()
        form.take(request.form)
        links.decline_by_link(session, question, **load(schemas.DeclineBody(), form.body()))


def _no_form() -> Answer:
    reason = Text("reason", _("Why"), _("Only your coordinator reads it."), optional=True, rows=3)
    return Answer(_("Would you be there for a family?"), [reason], _("No, not this time"), refusals=no_yes())


def _show(session: Session, question: Question, problem: Problem | None = None) -> Response:
    _read_by(question.proposal.volunteer.known)
    said, form, status = shown(session, question.proposal), _no_form(), 200
    if problem:
        form.take(request.form)
        form.refuse(problem, getattr(problem, "errors", {}))
        status = problem.status
    if said["status"] != "made":
        return show("links/answered.html", status, accepted=said["status"] == "accepted", form=form)
    rows, until = asked_rows(said, said["district_name"]), _moment(said["expires_at"])
    return show("links/question.html", status, form=form, rows=rows, about=said["about"], until=until)


def _refusal(problem: Problem) -> Response:
    """One plain page for each of 403, 404 and 429, the same whatever it is that does not hold."""
    response = show("links/refused.html", problem.status, why=problem.status)
    if isinstance(problem, TooManyRequests):
        response.headers["Retry-After"] = str(problem.extra.get("retry_after", 60))
    return response


def _read_by(known: KnownPerson | None) -> None:
    """Whoever holds the link, signed in or not: the page is as it suits who was asked."""
    if known:
        prefer(known.language, known.time_zone)


def _moment(moment: datetime) -> str:
    """With the zone: who opens a mail may be anywhere."""
    zone, language = this_reader().time_zone, this_reader().language
    return str(format_datetime(moment, "d MMMM, HH:mm (ZZZZ)", tzinfo=ZoneInfo(zone), locale=language))


def _sessions() -> "sessionmaker[Session]":
    site = this_site()
    return site.sessions


proposal_page.policy = HOLDER  # type: ignore[attr-defined]
blueprint.add_url_rule("/proposals/<token>", view_func=proposal_page, methods=["GET", "POST"])
