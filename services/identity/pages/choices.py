"""What several forms let one choose from."""

from collections.abc import Iterable
from uuid import UUID

from babel.dates import get_timezone_location
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.identity.model import District, Organisation, Person
from shared.codes import INTERFACE_LANGUAGES
from shared.web.pages.fields import Option, options
from shared.web.pages.reader import this_reader

ZONES = (
    "Europe/Kaliningrad",
    "Europe/Moscow",
    "Europe/Samara",
    "Asia/Yekaterinburg",
    "Asia/Omsk",
    "Asia/Novosibirsk",
    "Asia/Krasnoyarsk",
    "Asia/Irkutsk",
    "Asia/Yakutsk",
    "Asia/Vladivostok",
    "Asia/Magadan",
    "Asia/Kamchatka",
)
"""Ours: one of each hour of Russia, from west to east. Who lives elsewhere is given theirs by the API."""

COLLEAGUES_AT_MOST = 500


def languages() -> list[Option]:
    return options(INTERFACE_LANGUAGES)


def time_zones(present: str) -> list[Option]:
    """By their cities, the present one among them."""
    found = ZONES if present in ZONES else (*ZONES, present)
    return [(zone, city(zone)) for zone in found]


def city(zone: str) -> str:
    """By which people know a time zone."""
    return str(get_timezone_location(zone, locale=this_reader().language, return_city=True))


def colleagues(session: Session, organisation: UUID | None, without: UUID, roles: Iterable[str]) -> list[Option]:
    """Active people of this organisation with one of these roles, by name."""
    found = (
        select(Person)
        .where(Person.organisation == organisation, Person.active, Person.id != without)
        .where(Person.roles.overlap(sorted(roles)))
        .order_by(Person.last_name, Person.first_name, Person.id)
    )
    return [(str(one.id), one.full_name) for one in session.scalars(found.limit(COLLEAGUES_AT_MOST))]


def organisations(session: Session) -> list[Option]:
    """Active ones by name."""
    found = select(Organisation.id, Organisation.name).where(Organisation.active).order_by(Organisation.name)
    return [(str(id), name) for id, name in session.execute(found)]


def districts(session: Session) -> list[Option]:
    found = select(District.code, District.name).order_by(District.name)
    return [(code, name) for code, name in session.execute(found)]
