"""One-time links by which a person sets a password: asked for, mailed, used.

All of a person's links end when one is used. What all services' links have in common is in `shared.letters`.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from services.identity import rules
from services.identity.commands.sign_in import has_password, set_password
from services.identity.model import Link, LinkMail, Person
from services.identity.standing import may_sign_in
from shared import clock, letters
from shared.problems import NotFound


@dataclass(frozen=True)
class Letter:
    """What a mail with a link needs. It stays in memory: `token` opens an account."""

    mail: UUID
    email: str
    language: str
    invitation: bool
    token: str


def request_link(session: Session, email: str, *, after: timedelta = timedelta(0)) -> None:
    """Let a link be mailed to this address, if someone who may sign in has it: looked up when it is sent."""
    now = clock.system()
    session.add(LinkMail(email=email, created_at=now, attempts=0, next_try_at=now + after))


def issue_link(session: Session, person: Person) -> str:
    """The token of a new link of this person, to be shown or mailed once."""
    now = clock.system()
    life = rules.RECOVERY_LIFE if has_password(session, person.id) else rules.INVITATION_LIFE
    token = letters.new_token()
    session.add(Link(token_hash=letters.hash_of(token), person=person.id, created_at=now, expires_at=now + life))
    session.flush()
    return token


def find_link(session: Session, token: str, *, lock: bool) -> Link:
    """The link of this token. Raises NotFound when it is unknown, used, or past its time."""
    link = session.get(Link, letters.hash_of(token))
    if link is None:
        raise NotFound("This link does not hold any more. Ask for a new one.")
    # Who changes links locks their person first, so that two uses at once have one effect.
    person = session.get_one(Person, link.person, with_for_update=lock)
    session.refresh(link)
    admitted = session.scalar(select(may_sign_in()).where(Person.id == person.id))
    if link.used_at or link.expires_at <= clock.system() or not admitted:
        raise NotFound("This link does not hold any more. Ask for a new one.")
    return link


def use_link(session: Session, link: Link, password: str, *, demo: bool) -> Person:
    """Set the password; the link and all others of the person are used up. Raises Invalid for a bad password."""
    person = session.get_one(Person, link.person)
    set_password(session, person, password, demo=demo)
    forget_links(session, person.id)
    return person


def forget_links(session: Session, person: UUID) -> None:
    session.execute(update(Link).where(Link.person == person, Link.used_at.is_(None)).values(used_at=clock.system()))


def is_letter_due(session: Session) -> bool:
    """Whether `next_letter` has something to do."""
    return letters.is_due(session, LinkMail)


def next_letter(session: Session) -> Letter | None:
    """The next mail that is due, with a link of its own; None when none is. Commit before sending it.

    It counts as tried from now on: whoever fails to send it leaves it to a later try. Requests for addresses that
    nobody who may sign in has, and those that are too old, go away here.
    """
    while mail := letters.take_due(session, LinkMail):
        person = session.scalar(select(Person).where(Person.email == mail.email, may_sign_in()))
        if person is None:
            session.delete(mail)
            session.flush()
            continue
        letters.count_try(mail)
        invitation = not has_password(session, person.id)
        return Letter(mail.id, person.email, person.language, invitation, issue_link(session, person))
    return None


def letter_sent(session: Session, letter: Letter) -> None:
    session.execute(delete(LinkMail).where(LinkMail.id == letter.mail))
