"""Who stands on the own register; a coordinator's own profile stands there too, to be read."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Assignment, Volunteer
from services.volunteers.pages.register.blueprint import ASSIGNMENTS, REGISTER
from services.volunteers.policies.common import COORDINATORS, coordinates
from services.volunteers.policies.register import volunteer
from shared.caller import Caller
from shared.problems import NotFound


def on_register(session: Session, caller: Caller, lock: bool, id: UUID) -> Volunteer:
    """As everywhere, but of the own organisation's register alone."""
    row = volunteer(session, caller, lock, id)
    if caller.has("volunteer_coordinator") and not coordinates(caller, row.organisation):
        raise NotFound
    return row


ON_REGISTER: dict[str, Any] = {"on": on_register, "who": COORDINATORS}


def of_person(row: Volunteer) -> str:
    return f"{REGISTER}/{row.id}"


def of_assignment(row: Assignment) -> str:
    return f"{ASSIGNMENTS}/{row.id}"
