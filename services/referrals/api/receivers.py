"""Who can take a family on: organisations before a referral is sent, the own workers before it is accepted."""

from typing import Any

from services.referrals import policies
from services.referrals.api.blueprint import routes
from services.referrals.commands.lengths import present_lengths
from services.referrals.queries import receivers as queries
from services.referrals.rules.duty import emergency_number
from services.referrals.schemas import receivers as schemas
from services.referrals.views import receivers as views
from services.referrals.views.common import absence
from shared.directory.lookup import away_now
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.routes import Call


@routes.get("/receivers", who=policies.WRITERS, query=schemas.ReceiversQuery, answer=schemas.Receivers)
def receivers(call: Call) -> dict[str, Any]:
    urgency, policy = call.query.get("urgency"), present_lengths(call.session).policy
    found = queries.receivers(call.session, call.query)
    page = newest_first(
        call.session, found, KnownOrganisation.id, call.query, lambda one: views.receiver(one, policy, urgency)
    )
    return page | {"emergency_number": emergency_number(urgency)}


@routes.get("/workers", who=policies.COORDINATORS, query=PageQuery, answer=page_of(schemas.Worker))
def workers(call: Call) -> dict[str, Any]:
    """Who is away can be chosen all the same: their deputy sees to it meanwhile."""
    found = queries.workers(call.caller)
    page = newest_first(call.session, found, KnownPerson.id, call.query, lambda one: {"id": one.id, "names": one.names})
    people = [item["id"] for item in page["items"]]
    loads, away = queries.loads(call.session, people), away_now(call.session, people)
    for item in page["items"]:
        item["open_cases"] = loads.get(item["id"], 0)
        item["away"] = absence(call.session, away.get(item["id"]))
    return page
