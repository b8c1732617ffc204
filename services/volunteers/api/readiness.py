"""What is ready against what is needed."""

from typing import Any

from services.volunteers.api.blueprint import register_routes as routes
from services.volunteers.policies import settings as policies
from services.volunteers.queries.supply import supply
from services.volunteers.schemas import readiness as schemas
from services.volunteers.views import readiness as views
from shared.web.routes import Call


@routes.get(
    "/readiness",
    on=policies.settings,
    who=policies.COUNTERS,
    query=schemas.ReadinessQuery,
    answer=schemas.ReadinessAnswer,
)
def read_readiness(call: Call) -> dict[str, Any]:
    found = supply(call.session, call.record.organisation, call.query["kind"])
    return views.readiness(found, call.query["kind"])
