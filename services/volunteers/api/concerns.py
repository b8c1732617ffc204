"""What a volunteer reports about a pairing."""

from typing import Any

from services.volunteers import commands
from services.volunteers.api.blueprint import routes
from services.volunteers.policies import assignments as policies
from services.volunteers.policies.common import THE_VOLUNTEER
from services.volunteers.schemas import concerns as schemas
from services.volunteers.views import concerns as views
from shared.web.routes import Call


@routes.post(
    "/assignments/<uuid:id>/concerns",
    on=policies.assignment,
    who=THE_VOLUNTEER,
    body=schemas.ConcernBody,
    answer=schemas.ConcernAnswer,
    status=201,
)
def report_concern(call: Call) -> dict[str, Any]:
    said = commands.report_concern(call.session, call.caller, call.record, **call.body)
    return views.concern(said, call.record)
