"""The policy of deadlines: everyone reads it, an administrator changes it."""

from typing import Any

from services.cases import commands, policies
from services.cases.api.blueprint import routes
from services.cases.schemas.deadlines import LengthsAnswer, LengthsBody
from services.cases.setup_views import policy_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

_LENGTHS: dict[str, Any] = {
    "on": policies.lengths,
    "version": lambda present: present.version,
    "answer": LengthsAnswer,
}


@routes.get("/deadlines", who=SIGNED_IN, **_LENGTHS)
def deadlines(call: Call) -> dict[str, Any]:
    return policy_of(call.session, call.record.policy)


@routes.put("/deadlines", who=policies.ADMINISTRATOR, body=LengthsBody, **_LENGTHS)
def change_deadlines(call: Call) -> dict[str, Any]:
    """The whole set anew. What runs keeps the lengths under which it began."""
    changed = commands.change_lengths(call.session, call.caller, call.record, **call.body)
    return policy_of(call.session, changed.policy)
