"""Asking one after the other."""

from typing import Any

from services.volunteers import commands
from services.volunteers.api.blueprint import asking_routes as routes
from services.volunteers.api.language import reader_language
from services.volunteers.policies import chains as policies
from services.volunteers.policies.common import COORDINATORS
from services.volunteers.schemas import chains as schemas
from services.volunteers.views import chains as views
from shared.web.fields import Body
from shared.web.routes import Call


@routes.post("/chains/<uuid:id>/stop", on=policies.chain, who=COORDINATORS, body=Body, answer=schemas.ChainAnswer)
def stop_chain(call: Call) -> dict[str, Any]:
    return views.chain(commands.stop_chain(call.session, call.record), reader_language(call))
