"""Tokens grant, the replica denies: what identity said of a person counts at once, before their token runs out."""

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.directory.model import KnownOrganisation, KnownPerson, RevokedSession
from shared.tokens import Claims

_REVOKED = exists().where(
    RevokedSession.person == bindparam("person"),
    or_(
        RevokedSession.session == bindparam("session"),
        RevokedSession.session.is_(None) & (RevokedSession.revoked_at > bindparam("began_at")),
    ),
)
_CLOSED = exists().where(KnownOrganisation.id == bindparam("organisation"), ~KnownOrganisation.active)
_DENIED = select(or_(_REVOKED, _CLOSED).label("denied")).subquery()
# Every request asks this: one statement, made once.
_STANDING = select(_DENIED.c.denied, KnownPerson).join_from(
    _DENIED, KnownPerson, KnownPerson.id == bindparam("person"), isouter=True
)


def standing(session: Session, claims: Claims) -> Caller | None:
    """Who the holder of this token is now; None when the person or their organisation is deactivated, or the session
    revoked.

    The token's roles count as far as the person still has them. A person of whom no event has come yet is who the
    token says.
    """
    asked = {"person": claims.person, "session": claims.session, "organisation": claims.organisation}
    denied, person = session.execute(_STANDING, asked | {"began_at": claims.began_at}).one()
    if denied or (person and not (person.active and person.organisation == claims.organisation)):
        return None
    roles = claims.roles & set(person.roles) if person else claims.roles
    return Caller(claims.person, claims.organisation, frozenset(roles), claims.session)
