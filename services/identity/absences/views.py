"""Absences as answers show them."""

from typing import Any

from services.identity.absences import rules
from services.identity.absences.commands import can_stand_in
from services.identity.model import Absence
from shared import clock


def shown(absence: Absence) -> dict[str, Any]:
    fields = ("id", "person", "from_on", "until_on", "last_on", "deputy", "entered_at", "entered_by")
    named = {"deputy_name": absence.stand_in.full_name, "deputy_can": can_stand_in(absence)}
    return {name: getattr(absence, name) for name in fields} | named | {"state": state_of(absence)}


def stand_in(absence: Absence) -> dict[str, Any]:
    said = {"person": absence.person, "name": absence.absent.full_name, "state": state_of(absence)}
    return said | {"from_on": absence.from_on, "until_on": absence.until_on}


def state_of(absence: Absence) -> str:
    return rules.state_of(absence.from_on, absence.last_on, clock.today(absence.absent.time_zone))
