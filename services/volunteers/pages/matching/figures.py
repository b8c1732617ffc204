"""Ready against needed: where who is there is not enough."""

from flask import Response

from services.volunteers.pages.matching.blueprint import pages
from services.volunteers.pages.wording import text_of
from services.volunteers.policies import settings as policies
from services.volunteers.queries.supply import supply
from services.volunteers.schemas import readiness as schemas
from services.volunteers.views import readiness as views
from shared.codes import VOLUNTEER_KINDS
from shared.web.pages import show
from shared.web.routes import Call


@pages.page("/readiness", on=policies.settings, who=policies.COUNTERS, query=schemas.ReadinessQuery)
def ready_against_needed(call: Call) -> Response:
    kind = call.query["kind"]
    return show(
        "matching/readiness.html",
        found=views.readiness(supply(call.session, call.record.organisation, kind), kind),
        kinds=[(code, text_of(code, VOLUNTEER_KINDS)) for code in VOLUNTEER_KINDS],
    )
