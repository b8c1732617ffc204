"""Tokens grant, the replica denies: what identity said of a person counts at once, before their token runs out."""

from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from shared import clock
from shared.caller import Caller
from shared.directory.model import KnownAbsence, KnownOrganisation, KnownPerson, RevokedSession
from shared.tokens import Claims

_ABSENT = aliased(KnownPerson)
_REVOKED = exists().where(
    RevokedSession.person == bindparam("person"),
    or_(
        RevokedSession.session == bindparam("session"),
        RevokedSession.session.is_(None) & (RevokedSession.revoked_at > bindparam("began_at")),
    ),
)
_CLOSED = exists().where(KnownOrganisation.id == bindparam("organisation"), ~KnownOrganisation.active)
# Of whoever is still at work in the caller's organisation: work of others was handed on.
_STANDS_IN_FOR = (
    select(func.array_agg(KnownAbsence.person, type_=ARRAY(Uuid)))
    .join(_ABSENT, _ABSENT.id == KnownAbsence.person)
    .where(KnownAbsence.deputy == bindparam("person"))
    .where(KnownAbsence.begins_at <= bindparam("now"), KnownAbsence.ends_at > bindparam("now"))
    .where(_ABSENT.active, _ABSENT.organisation == bindparam("organisation"))
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
    return Caller(claims.person, claims.organisation, frozenset(roles), claims.session, _in_place_of(person, absent))


def _in_place_of(person: KnownPerson | None, absent: list[UUID] | None) -> frozenset[UUID]:
    """Nobody's, for whom no event has come of: that the deputy may is not known."""
    return frozenset(absent or []) if person else frozenset()
