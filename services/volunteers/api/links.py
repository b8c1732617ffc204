"""The JSON API of a proposal's link: read the one question that it opens, and answer it."""

from typing import Any

from services.volunteers.commands import links
from services.volunteers.policies.links import HOLDER, hold
from services.volunteers.schemas import links as schemas
from services.volunteers.schemas.proposals import DeclineBody
from services.volunteers.views import links as views
from shared.web.fields import Body
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)
routes.name = "volunteers-links"

_HELD: dict[str, Any] = {"who": HOLDER, "on": hold, "answer": schemas.LinkAnswer}


@routes.get("/proposal-links/<token>", **_HELD)
def question(call: Call) -> dict[str, Any]:
    return views.question(call.session, call.record.proposal)


@routes.post("/proposal-links/<token>/accept", body=Body, **_HELD)
def accept_by_link(call: Call) -> dict[str, Any]:
    return views.question(call.session, links.accept_by_link(call.session, call.record))


@routes.post("/proposal-links/<token>/decline", body=DeclineBody, **_HELD)
def decline_by_link(call: Call) -> dict[str, Any]:
    return views.question(call.session, links.decline_by_link(call.session, call.record, **call.body))
