"""Signing in and out: passwords, sessions, and what their tokens say."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from services.identity import passwords, rules
from services.identity.model import Credential, Person, UserSession
from services.identity.standing import may_sign_in
from shared import clock
from shared.caller import Caller
from shared.contracts import identity
from shared.eventing.outbox import publish
from shared.problems import Invalid, Unauthenticated
from shared.tokens import Claims


def sign_in(session: Session, email: str, password: str, *, demo: bool) -> Claims:
    """Begin a session and say what its first token claims.

    Raises Unauthenticated, with one answer and after one time, whatever it is that is wrong.
    """
    person = session.scalar(select(Person).where(Person.email == email, may_sign_in()).with_for_update(read=True))
    credential = session.get(Credential, person.id) if person else None
    right = passwords.matches(credential.password_hash if credential else None, password)
    if not (right and person and credential) or (password == passwords.DEMO_PASSWORD and not demo):
        raise Unauthenticated("The e-mail address or the password is wrong.")
    if passwords.is_outdated(credential.password_hash):
        credential.password_hash = passwords.hashed(password)
    return claims_of(person, open_session(session, person))


def open_session(session: Session, person: Person) -> UserSession:
    now = clock.system()
    opened = UserSession(person=person.id, began_at=now, expires_at=now + rules.SESSION_LIFE)
    session.add(opened)
    session.flush()
    return opened


def claims_of(person: Person, opened: UserSession) -> Claims:
    """What a token made now says. It never outlives its session."""
    now = clock.system()
    return Claims(
        person=person.id,
        session=opened.id,
        organisation=person.organisation,
        roles=frozenset(person.roles),
        began_at=opened.began_at,
        issued_at=now,
        expires_at=min(now + rules.TOKEN_LIFE, opened.expires_at),
    )


def renew(session: Session, caller: Caller) -> Claims:
    """A token for the same session, with the rights that the person has now."""
    person = session.get_one(Person, caller.person)
    return claims_of(person, session.get_one(UserSession, caller.session))


def revoke(session: Session, caller: Caller, *, all: bool = False) -> None:
    """End the caller's session, or all of them, here at once and elsewhere when the event arrives."""
    now = clock.system()
    if all:
        end_sessions(session, caller.person, now)
    else:
        session.get_one(UserSession, caller.session).revoked_at = now
    _tell_revoked(session, caller.person, None if all else caller.session, now, by=caller.person)


def set_password(session: Session, person: Person, password: str, *, demo: bool) -> None:
    """Raises Invalid for a password that does not do. Whoever was signed in with another password no longer is."""
    wrong = passwords.errors(password, person.email, demo=demo)
    if wrong:
        raise Invalid({"password": wrong})
    now = clock.system()
    credential = session.get(Credential, person.id)
    if credential is None:
        session.add(Credential(person=person.id, password_hash=passwords.hashed(password), changed_at=now))
        return
    credential.password_hash, credential.changed_at = passwords.hashed(password), now
    if end_sessions(session, person.id, now):
        _tell_revoked(session, person.id, None, now, by=person.id)


def has_password(session: Session, person: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Credential.person == person))))


def end_sessions(session: Session, person: UUID, now: datetime) -> int:
    """End every session of the person; how many could still have been used."""
    open_ones = select(func.count()).where(
        UserSession.person == person, UserSession.revoked_at.is_(None), UserSession.expires_at > now
    )
    count = session.scalar(open_ones) or 0
    session.execute(
        update(UserSession).where(UserSession.person == person, UserSession.revoked_at.is_(None)).values(revoked_at=now)
    )
    return count


def sign_out_everyone(session: Session, organisation: UUID, *, by: UUID | None) -> None:
    """End every session of the organisation's people, here at once and elsewhere when the events arrive. In the order
    of their ids, so that two who do this do not wait for each other."""
    now = clock.system()
    signed_in = (
        select(Person.id)
        .join(UserSession, UserSession.person == Person.id)
        .where(Person.organisation == organisation, UserSession.revoked_at.is_(None), UserSession.expires_at > now)
    )
    for person in session.scalars(signed_in.distinct().order_by(Person.id)).all():
        end_sessions(session, person, now)
        _tell_revoked(session, person, None, now, by=by)


def _tell_revoked(session: Session, person: UUID, ended: UUID | None, now: datetime, *, by: UUID | None) -> None:
    session.flush()
    data = {"person": person, "session": ended, "all": ended is None, "revoked_at": now, "by": by}
    publish(session, identity.SESSION_REVOKED, person, data)
