"""Who of an organisation has work that can be given, and who can get it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from shared.directory.model import KnownPerson


def able(organisation: UUID | None, roles: Collection[str]) -> ColumnElement[bool]:
    """Who works there and has one of these roles."""
    of_role = KnownPerson.roles.overlap(sorted(roles))
    return and_(KnownPerson.organisation == organisation, KnownPerson.active, of_role)


def who_has_work(
    session: Session, organisation: UUID | None, roles: Collection[str], *holding: Select[Any]
) -> list[KnownPerson]:
    """Who could have work of these roles there, and whoever of the organisation is in `holding` still; by name."""
    still = [KnownPerson.id.in_(ids) for ids in holding]
    found = select(KnownPerson).where(KnownPerson.organisation == organisation, or_(able(organisation, roles), *still))
    return _by_name(session, found)


def who_can_have_it(session: Session, person: KnownPerson, roles: Collection[str]) -> list[KnownPerson]:
    """Others of the person's organisation with one of these roles; by name."""
    return _by_name(session, select(KnownPerson).where(able(person.organisation, roles), KnownPerson.id != person.id))


def _by_name(session: Session, found: Select[KnownPerson]) -> list[KnownPerson]:
    return sorted(session.scalars(found), key=lambda one: one.display_name)
