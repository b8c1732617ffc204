"""The JSON API of a proposal's link: read the one question that it opens, and answer it."""

from typing import Any

from sqlalchemy.orm import Session

from services.volunteers import limits, link_views, schemas
from services.volunteers.commands import links
from services.volunteers.commands.links import Question
from shared.web import attempts
from shared.web.fields import Body
from shared.web.policy import Policy
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)
routes.name = "volunteers-links"

HOLDER = Policy("holder of a proposal's link", lambda caller, record: True, public=True)


def hold(session: Session, caller: Any, lock: bool, token: str) -> Question:
    """Every try counts, so that nobody guesses."""
    attempts.count_place(limits.LINK_ADDRESS)
    return links.find_question(session, token, lock=lock)


_HELD: dict[str, Any] = {"who": HOLDER, "on": hold, "answer": link_views.LinkAnswer}


@routes.get("/proposal-links/<token>", **_HELD)
def question(call: Call) -> dict[str, Any]:
    return link_views.question(call.session, call.record.proposal)


@routes.post("/proposal-links/<token>/accept", body=Body, **_HELD)
def accept_by_link(call: Call) -> dict[str, Any]:
    return link_views.question(call.session, links.accept_by_link(call.session, call.record))


@routes.post("/proposal-links/<token>/decline", body=schemas.DeclineBody, **_HELD)
def decline_by_link(call: Call) -> dict[str, Any]:
    return link_views.question(call.session, links.decline_by_link(call.session, call.record, **call.body))
