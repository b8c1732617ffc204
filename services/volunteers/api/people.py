"""People who come and go: what is open of theirs, and handing over what they supervise."""

from typing import Any

from services.volunteers import commands
from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.queries.open_work import open_work
from services.volunteers.schemas import people as schemas
from shared.directory import work
from shared.web.routes import Call


@routes.get("/people/<uuid:id>/work", on=work.person_of, who=work.READER, answer=schemas.OpenWork)
def work_of(call: Call) -> dict[str, Any]:
    """How much is open of theirs here; of each kind the first 200 records for the register's coordinators."""
    return open_work(call.session, call.caller, call.record)


@routes.post(
    "/people/<uuid:id>/hand-over",
    on=work.person_of,
    who=work.giver("volunteer_coordinator"),
    body=schemas.HandOver,
    answer=schemas.HandedOver,
)
def hand_over(call: Call) -> commands.HandedOver:
    """What the other must not supervise stays and is answered in `left`; who has the rest is told once."""
    return commands.hand_over(call.session, call.caller, call.record, **call.body)
