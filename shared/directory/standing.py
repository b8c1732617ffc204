"""Tokens grant, the replica denies: what identity said of a person counts at once, before their token runs out."""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.directory.model import KnownOrganisation, KnownPerson, RevokedSession
from shared.tokens import Claims


def standing(session: Session, claims: Claims) -> Caller | None:
    """Who the holder of this token is now; None when the person or their organisation is deactivated, or the session
    revoked.

    The token's roles count as far as the person still has them. A person of whom no event has come yet is who the
    token says.
    """
    person = session.get(KnownPerson, claims.person)
    if person is not None and (not person.active or person.organisation != claims.organisation):
        return None
    if session.scalar(select(or_(_revoked(claims), _closed(claims)))):
        return None
    roles = claims.roles if person is None else claims.roles & set(person.roles)
    return Caller(claims.person, claims.organisation, frozenset(roles), claims.session)


def _revoked(claims: Claims) -> ColumnElement[bool]:
    of_this_session = RevokedSession.session == claims.session
    of_all_before = RevokedSession.session.is_(None) & (RevokedSession.revoked_at > claims.began_at)
    return exists().where(RevokedSession.person == claims.person, or_(of_this_session, of_all_before))


def _closed(claims: Claims) -> ColumnElement[bool]:
    return exists().where(KnownOrganisation.id == claims.organisation, ~KnownOrganisation.active)
