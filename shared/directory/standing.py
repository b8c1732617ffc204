"""Tokens grant, the replica denies: what identity said of a person counts at once, before their token runs out."""

from typing import Any

from sqlalchemy import ARRAY, Uuid, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from shared import clock
from shared.caller import Caller
from shared.directory.deputies import stood_in_at
from shared.directory.model import KnownAbsence, KnownOrganisation, KnownPerson, RevokedSession
from shared.tokens import Claims

_REVOKED = exists().where(
    RevokedSession.person == bindparam("person"),
    or_(
        RevokedSession.session == bindparam("session"),
        RevokedSession.session.is_(None) & (RevokedSession.revoked_at > bindparam("began_at")),
    ),
)
_CLOSED = exists().where(KnownOrganisation.id == bindparam("organisation"), ~KnownOrganisation.active)
_STANDS_IN_FOR = (
    select(func.array_agg(KnownAbsence.person, type_=ARRAY(Uuid)))
    .where(KnownAbsence.deputy == bindparam("person"), stood_in_at(bindparam("now")))
    .scalar_subquery()
)
_DENIED = select(or_(_REVOKED, _CLOSED).label("denied")).subquery()
# Every request asks this: one statement, made once.
_STANDING = select(_DENIED.c.denied, KnownPerson, _STANDS_IN_FOR).join_from(
    _DENIED, KnownPerson, KnownPerson.id == bindparam("person"), isouter=True
)


def standing(session: Session, claims: Claims) -> Caller | None:
    """Who the holder of this token is now; None when the person or their organisation is deactivated, or the session
    revoked.

    The token's roles count as far as the person still has them. A person of whom no event has come yet is who the
    token says.
    """
    asked: dict[str, Any] = {"person": claims.person, "session": claims.session, "organisation": claims.organisation}
    asked |= {"began_at": claims.began_at, "now": clock.now()}
    denied, person, absent = session.execute(_STANDING, asked).one()
    if denied or (person and not (person.active and person.organisation == claims.organisation)):
        return None
    roles = claims.roles & set(person.roles) if person else claims.roles
    return Caller(claims.person, claims.organisation, frozenset(roles), claims.session, frozenset(absent or []))
