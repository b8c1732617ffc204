"""What is asked of the directory's replica: whether codes, ids and roles are known."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.directory.model import KnownDistrict, KnownOrganisation, KnownPerson


def unknown_districts(session: Session, codes: list[str]) -> set[str]:
    if not codes:
        return set()
    known = session.scalars(select(KnownDistrict.code).where(KnownDistrict.code.in_(codes)))
    return set(codes) - set(known)


def unknown_organisations(session: Session, ids: list[UUID]) -> set[UUID]:
    if not ids:
        return set()
    known = session.scalars(select(KnownOrganisation.id).where(KnownOrganisation.id.in_(ids)))
    return set(ids) - set(known)


def role_problem(person: KnownPerson | None, organisation: UUID, role: str) -> str | None:
    """None when this is an active person of the organisation with the role, else the code of what is wrong."""
    if person is None or not person.works_at(organisation):
        return "not_found"
    return None if role in person.roles else "wrong_role"


def is_gone(person: KnownPerson | None, organisation: UUID, role: str) -> bool:
    """Whether someone was deactivated, works elsewhere or has lost the role. Of whom no event has come yet is not."""
    return person is not None and role_problem(person, organisation, role) is not None
