"""The own organisation's duty roster."""

from typing import Any

from services.referrals import commands, policies
from services.referrals.api.blueprint import routes, version
from services.referrals.schemas import duty as schemas
from services.referrals.views import duty as views
from shared.web.routes import Call

_ROSTER: dict[str, Any] = {
    "on": policies.roster,
    "who": policies.KEEPS_ROSTER,
    "version": version,
    "exists": lambda roster: roster.version > 0,
    "answer": schemas.Roster,
}


@routes.get("/duty", **_ROSTER)
def duty(call: Call) -> dict[str, Any]:
    return views.roster(call.session, call.record)


@routes.put("/duty", body=schemas.RosterBody, **_ROSTER)
def write_duty(call: Call) -> dict[str, Any]:
    return views.roster(call.session, commands.write_roster(call.session, call.caller, call.record, **call.body))
