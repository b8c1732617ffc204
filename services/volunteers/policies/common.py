"""Who somebody is to a volunteer, and what most routes ask."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false

from services.volunteers.model import Volunteer
from shared.caller import Caller
from shared.problems import Forbidden
from shared.web.policy import Policy, roles

COORDINATORS = roles("volunteer_coordinator")
REGISTERED = roles("volunteer_coordinator", "volunteer", "contact_family")


def is_volunteer(caller: Caller, volunteer: Volunteer) -> bool:
    """The kinds of volunteers are also the roles that they sign in with."""
    return caller.person == volunteer.person and caller.has(volunteer.kind)


def coordinates(caller: Caller, organisation: UUID) -> bool:
    return caller.has("volunteer_coordinator") and caller.organisation == organisation


def own(caller: Caller) -> ColumnElement[bool]:
    """The caller's own profiles, for lists."""
    return (Volunteer.person == caller.person) & Volunteer.kind.in_(caller.roles)


def register_of(caller: Caller) -> ColumnElement[bool]:
    """The register that the caller looks after, for lists."""
    if not caller.has("volunteer_coordinator") or caller.organisation is None:
        return false()
    return Volunteer.organisation == caller.organisation


def mine_or_all(caller: Caller, mine: bool) -> ColumnElement[bool]:
    """Rows of pairings: one's own, or as a coordinator those of the organisation's volunteers."""
    if mine:
        return own(caller)
    if not caller.has("volunteer_coordinator"):
        raise Forbidden("This is for: volunteer coordinator. Ask for yours with mine=1.")
    return register_of(caller)


def is_side_of(caller: Caller, volunteer: Volunteer) -> bool:
    return is_volunteer(caller, volunteer) or coordinates(caller, volunteer.organisation)


def is_asked(caller: Caller, row: Any) -> bool:
    return is_volunteer(caller, row.volunteer)


def coordinates_it(caller: Caller, row: Any) -> bool:
    return coordinates(caller, row.volunteer.organisation)


THE_VOLUNTEER: Policy = Policy("the volunteer", is_asked)
THEIR_COORDINATORS: Policy = Policy("volunteer coordinator of the volunteer's organisation", coordinates_it)
