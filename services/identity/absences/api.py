"""Absences and deputies."""

from typing import Any

from sqlalchemy import select

from services.identity.absences import commands, policies, schemas, views
from services.identity.api import routes
from services.identity.model import Absence, Person
from services.identity.policies import myself
from shared import clock
from shared.codes import DEPUTISED_ROLES
from shared.web.fields import Body
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

__all__ = ["routes"]

PERSON = "/people/<uuid:id>/absences"
ABSENCE = f"{PERSON}/<uuid:absence>"


@routes.get(PERSON, on=policies.person, who=policies.KNOWN_TO, query=PageQuery, answer=page_of(schemas.AbsenceAnswer))
def absences(call: Call) -> dict[str, Any]:
    """Colleagues see what stands and what is to come; who may enter them, what was too."""
    found = select(Absence).where(Absence.person == call.record.id)
    if not policies.enters(call.caller, call.record):
        today = clock.today(call.record.time_zone)
        found = found.where(Absence.last_on >= today, Absence.last_on >= Absence.from_on)
    return newest_first(call.session, found, Absence.id, call.query, views.shown)


@routes.post(
    PERSON,
    on=policies.person,
    who=policies.ENTERED_BY,
    body=schemas.AbsenceBody,
    answer=schemas.AbsenceAnswer,
    status=201,
)
def enter_absence(call: Call) -> dict[str, Any]:
    """Both are told, and every service lets the deputy do what the absent one would."""
    return views.shown(commands.enter(call.session, call.caller, call.record, **call.body))


@routes.post(
    f"{ABSENCE}/deputy",
    on=policies.absence,
    who=policies.ENDED_BY,
    body=schemas.DeputyBody,
    answer=schemas.AbsenceAnswer,
)
def change_deputy(call: Call) -> dict[str, Any]:
    return views.shown(commands.change_deputy(call.session, call.caller, call.record, **call.body))


@routes.post(f"{ABSENCE}/end", on=policies.absence, who=policies.ENDED_BY, body=Body, answer=schemas.AbsenceAnswer)
def end_absence(call: Call) -> dict[str, Any]:
    """Back today; called off before it began. By itself it ends after its last day."""
    return views.shown(commands.end(call.session, call.caller, call.record))


@routes.get("/me/stands-in-for", on=myself, who=SIGNED_IN, query=PageQuery, answer=page_of(schemas.StandsIn))
def stands_in_for(call: Call) -> dict[str, Any]:
    """For whom the caller stands in now and later; nobody of whom they cannot any more."""
    today, shared = clock.today(call.record.time_zone), DEPUTISED_ROLES & set(call.record.roles)
    ahead = (Absence.last_on >= today, Absence.last_on >= Absence.from_on)
    found = select(Absence).join(Absence.absent).where(Absence.deputy == call.caller.person, *ahead)
    found = found.where(Person.active, Person.organisation == call.record.organisation, Person.roles.overlap(shared))
    return newest_first(call.session, found, Absence.id, call.query, views.stand_in)
