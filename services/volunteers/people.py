"""What is asked of the directory's replica: an organisation's day, and whether codes, ids and roles are known."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared import clock
from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson

DEFAULT_TIME_ZONE = "Europe/Moscow"


def today_at(session: Session, organisation: UUID) -> date:
    return clock.today(time_zone_of(session, organisation))


def time_zone_of(session: Session, organisation: UUID) -> str:
    known = session.get(KnownOrganisation, organisation)
    return known.time_zone if known else DEFAULT_TIME_ZONE


def unknown_districts(session: Session, codes: list[str]) -> set[str]:
    known = session.scalars(select(KnownDistrict.code).where(KnownDistrict.code.in_(codes)))
    return set(codes) - set(known)


def unknown_organisations(session: Session, ids: list[UUID]) -> set[UUID]:
    known = session.scalars(select(KnownOrganisation.id).where(KnownOrganisation.id.in_(ids)))
    return set(ids) - set(known)


def has_role(person: KnownPerson | None, organisation: UUID, role: str) -> str | None:
    """None when this is an active person of the organisation with the role, else the code of what is wrong."""
    if person is None or not person.active or person.organisation != organisation:
        return "not_found"
    return None if role in person.roles else "wrong_role"


def is_gone(person: KnownPerson | None, organisation: UUID, role: str) -> bool:
    """Whether someone was deactivated, works elsewhere or has lost the role. Of whom no event has come yet is not."""
    return person is not None and has_role(person, organisation, role) is not None
