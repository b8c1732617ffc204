"""Who the holder of a token is now, from identity's own tables: what is revoked here is refused at once."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.identity.model import Person, UserSession
from shared import clock
from shared.caller import Caller
from shared.tokens import Claims


def standing(session: Session, claims: Claims) -> Caller | None:
    """None when the session ended, or the person was deactivated or works elsewhere now. A token's roles count as
    far as the person still has them."""
    person = session.scalar(
        select(Person)
        .join(UserSession, UserSession.person == Person.id)
        .where(
            UserSession.id == claims.session,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > clock.system(),
            Person.id == claims.person,
            Person.active,
        )
    )
    if person is None or person.organisation != claims.organisation:
        return None
    return Caller(person.id, person.organisation, claims.roles & frozenset(person.roles), claims.session)
