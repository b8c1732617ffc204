"""The full state of each record as its events tell it."""

from typing import Any

from services.identity.model import District, Organisation, Person

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
    return {"person": person.id} | {name: getattr(person, name) for name in _PERSON}
