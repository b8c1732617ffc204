"""The JSON API of asking in order, and of matching all open requests at once."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers import asking_schemas as schemas
from services.volunteers import chain_views, commands
from services.volunteers.api import language_of
from services.volunteers.policies import COORDINATORS, coordinates
from services.volunteers.tables import Chain
from shared.caller import Caller
from shared.problems import NotFound
from shared.web.fields import Body
from shared.web.routes import Call, Routes

routes = Routes("volunteers", __name__)
routes.name = "volunteers-asking"


def _chain(session: Session, caller: Caller, lock: bool, id: UUID) -> Chain:
    found = session.get(Chain, id)
    if found is None or not coordinates(caller, found.request.organisation):
        raise NotFound
    return found


@routes.post("/chains/<uuid:id>/stop", on=_chain, who=COORDINATORS, body=Body, answer=schemas.ChainAnswer)
def stop_chain(call: Call) -> dict[str, Any]:
    return chain_views.chain(commands.stop_chain(call.session, call.record), language_of(call))
