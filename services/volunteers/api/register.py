"""The register: who is on it, and with what."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from services.volunteers import commands
from services.volunteers.api.blueprint import routes, version
from services.volunteers.api.language import reader_language
from services.volunteers.model import Volunteer
from services.volunteers.policies import register as policies
from services.volunteers.policies.common import REGISTERED
from services.volunteers.queries.readiness import Judge
from services.volunteers.schemas import register as schemas
from services.volunteers.views import register as views
from shared.search import matches
from shared.web.paging import newest_first, page_of
from shared.web.routes import Call


def _shower(call: Call) -> Callable[[Volunteer], dict[str, Any]]:
    """Shows volunteers with what keeps them from being asked today."""
    judge, language = Judge(call.session), reader_language(call)
    return lambda row: views.volunteer(row, judge.lacks(row), language)


@routes.get("/volunteers", who=REGISTERED, query=schemas.VolunteersQuery, answer=page_of(schemas.VolunteerAnswer))
def list_volunteers(call: Call) -> dict[str, Any]:
    found = select(Volunteer).where(policies.visible_volunteers(call.caller)).options(joinedload(Volunteer.known))
    for name in ("kind", "status"):
        if name in call.query:
            found = found.where(getattr(Volunteer, name) == call.query[name])
    if call.query.get("district"):
        found = found.where(Volunteer.districts.contains([call.query["district"]]))
    if call.query.get("q"):
        found = found.where(*matches(call.query["q"], Volunteer.person))
    return newest_first(call.session, found, Volunteer.id, call.query, _shower(call))


@routes.post("/volunteers", who=REGISTERED, body=schemas.RegisterBody, answer=schemas.VolunteerAnswer, status=201)
def register_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(commands.register(call.session, call.caller, call.body))


@routes.get(
    "/volunteers/<uuid:id>",
    on=policies.volunteer,
    who=REGISTERED,
    version=version,
    answer=schemas.VolunteerAnswer,
)
def get_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(call.record)


@routes.patch(
    "/volunteers/<uuid:id>",
    on=policies.volunteer,
    who=REGISTERED,
    version=version,
    body=schemas.ChangeBody,
    answer=schemas.VolunteerAnswer,
)
def change_volunteer(call: Call) -> dict[str, Any]:
    return _shower(call)(commands.change(call.session, call.caller, call.record, call.body))
