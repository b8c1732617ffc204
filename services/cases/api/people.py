"""People who come and go: what is open of theirs, and handing it over."""

from typing import Any

from services.cases import commands
from services.cases.api.blueprint import routes
from services.cases.open_work import open_work
from services.cases.schemas.people import HandedOver, HandOver, OpenWork
from shared.directory import work
from shared.web.routes import Call

PERSON = "/people/<uuid:id>"


@routes.get(f"{PERSON}/work", on=work.person_of, who=work.READER, answer=OpenWork)
def work_of(call: Call) -> dict[str, Any]:
    """How much is open of theirs here; of each kind the first 200 records that the caller may see."""
    return open_work(call.session, call.caller, call.record)


@routes.post(
    f"{PERSON}/hand-over",
    on=work.person_of,
    who=work.giver("coordinator", "supervisor"),
    body=HandOver,
    answer=HandedOver,
)
def hand_over(call: Call) -> commands.HandedOver:
    """All or nothing. What is planned goes along; who has it now is told once."""
    return commands.hand_over(call.session, call.caller, call.record, **call.body)
