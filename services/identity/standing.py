"""Who may sign in, and who the holder of a token is now: from identity's own tables, so what is revoked here is
refused at once."""

from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from services.identity.model import Organisation, Person, UserSession
from shared import clock
from shared.caller import Caller
from shared.tokens import Claims


def may_sign_in() -> ColumnElement[bool]:
    """A condition on `Person`: active, and so is their organisation; an administrator belongs to none."""
    works = exists().where(Organisation.id == Person.organisation, Organisation.active)
    return Person.active & or_(Person.organisation.is_(None), works)


def known(session: Session, person: UUID) -> Person | None:
    return session.get(Person, person)


def standing(session: Session, claims: Claims) -> Caller | None:
    """None when the session ended, the person or their organisation was deactivated, or they work elsewhere now. A
    token's roles count as far as the person still has them."""
    person = session.scalar(
        select(Person)
        .join(UserSession, UserSession.person == Person.id)
        .where(
            UserSession.id == claims.session,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > clock.system(),
            Person.id == claims.person,
            may_sign_in(),
        )
    )
    if person is None or person.organisation != claims.organisation:
        return None
    return Caller(person.id, person.organisation, claims.roles & frozenset(person.roles), claims.session)
