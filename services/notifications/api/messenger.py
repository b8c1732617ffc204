"""A person's messenger; and what the messenger's gateway tells, signed by the secret that we share with it."""

from typing import Any

from services.notifications import commands, views
from services.notifications.model import MessengerLink
from services.notifications.policies import from_the_gateway
from services.notifications.schemas import CodeAnswer, LinkBody, LinkedAnswer, MessengerAnswer, UnlinkBody
from shared.problems import Conflict
from shared.web.policy import SIGNED_IN, Policy
from shared.web.routes import Call, Routes
from shared.web.site import this_site

routes = Routes("notifications", __name__)
routes.name = "notifications-messenger"

GATEWAY = Policy("the messenger's gateway, by signature", lambda caller, record: True, public=True)


@routes.get("/messenger", who=SIGNED_IN, answer=MessengerAnswer)
def messenger(call: Call) -> dict[str, Any]:
    return _shown(call)


@routes.post("/messenger/codes", who=SIGNED_IN, answer=CodeAnswer, status=201, secret=True)
def code(call: Call) -> dict[str, Any]:
    if not _available():
        raise Conflict("This platform has no messenger.", state="no_messenger")
    code, expires_at = commands.issue_code(call.session, call.caller.person)
    return {"code": code, "expires_at": expires_at}


@routes.delete("/messenger", who=SIGNED_IN, answer=MessengerAnswer)
def unlink(call: Call) -> dict[str, Any]:
    commands.unlink(call.session, call.caller.person)
    return _shown(call)


@routes.post("/messenger/links", on=from_the_gateway, who=GATEWAY, body=LinkBody, answer=LinkedAnswer)
def link(call: Call) -> dict[str, Any]:
    commands.link(call.session, call.record, call.body["code"], call.body["recipient"])
    return {"linked": True}


@routes.post("/messenger/links/end", on=from_the_gateway, who=GATEWAY, body=UnlinkBody, answer=LinkedAnswer)
def end(call: Call) -> dict[str, Any]:
    return {"linked": commands.end_link(call.session, call.body["recipient"], call.record)}


def _available() -> bool:
    return this_site().settings.messenger_url is not None


def _shown(call: Call) -> dict[str, Any]:
    return views.messenger(call.session.get(MessengerLink, call.caller.person), available=_available())
