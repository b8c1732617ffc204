"""The full state of each record as its events tell it."""

from typing import Any

from services.identity.model import Absence, District, Organisation, Person
from shared import clock

_ORGANISATION = (
    "name",
    "kind",
    "districts",
    "accepts_referrals",
    "accepts_appeals",
    "time_zone",
    "self_sufficiency_threshold",
    "active",
    "no_referrals_until",
    "duty_phone",
)
_DISTRICT = ("code", "name", "region", "latitude", "longitude")
_PERSON = ("organisation", "roles", "language", "time_zone", "active", "rights_since", "names", "email", "phone")


def of_organisation(organisation: Organisation) -> dict[str, Any]:
    return {"organisation": organisation.id} | {name: getattr(organisation, name) for name in _ORGANISATION}


def of_district(district: District) -> dict[str, Any]:
    return {name: getattr(district, name) for name in _DISTRICT}


def of_person(person: Person) -> dict[str, Any]:
    state = {"person": person.id} | {name: getattr(person, name) for name in _PERSON}
    today = clock.today(person.time_zone)
    return state | {"absences": [of_days(one) for one in person.absences if person.active and one.lies_ahead(today)]}


def of_days(absence: Absence) -> dict[str, Any]:
    return {"from_on": absence.from_on, "until_on": absence.last_on, "deputy": absence.deputy}
