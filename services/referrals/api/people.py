"""People who come and go: what is open of theirs, and handing over their duty."""

from typing import Any

from services.referrals import commands
from services.referrals.api.blueprint import routes
from services.referrals.queries.open_work import open_work
from services.referrals.rules.duty import ON_DUTY_ROLES
from services.referrals.schemas import people as schemas
from shared.directory import work
from shared.web.routes import Call


@routes.get("/people/<uuid:id>/work", on=work.person_of, who=work.READER, answer=schemas.OpenWork)
def work_of(call: Call) -> dict[str, Any]:
    """How much is open of theirs here; of each kind the first 200 referrals that the caller may see."""
    return open_work(call.session, call.caller, call.record)


@routes.post(
    "/people/<uuid:id>/hand-over",
    on=work.person_of,
    who=work.giver(*ON_DUTY_ROLES),
    body=work.HandOverBody,
    answer=schemas.HandedOver,
)
def hand_over(call: Call) -> commands.HandedOver:
    """Their place on the duty roster, and the undecided referrals to which they said that they see."""
    return commands.hand_over(call.session, call.caller, call.record, **call.body)
