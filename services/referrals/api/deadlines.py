"""The lengths of deadlines: for everyone to read, for administrators to change."""

from typing import Any

from services.referrals import commands, policies
from services.referrals.api.blueprint import routes, version
from services.referrals.schemas import deadlines as schemas
from services.referrals.views import deadlines as views
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

_LENGTHS: dict[str, Any] = {"on": policies.lengths, "version": version, "answer": schemas.Lengths}


@routes.get("/deadlines", who=SIGNED_IN, **_LENGTHS)
def deadlines(call: Call) -> dict[str, Any]:
    return views.lengths(call.session, call.record.policy)


@routes.put("/deadlines", who=policies.ADMINISTRATOR, body=schemas.LengthsBody, **_LENGTHS)
def change_deadlines(call: Call) -> dict[str, Any]:
    changed = commands.change_lengths(call.session, call.caller, call.record, **call.body)
    return views.lengths(call.session, changed.policy)
