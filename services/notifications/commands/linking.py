"""A person's messenger: linked by a code that they were shown here and sent from there, so that nobody is addressed
who did not ask for it."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications.model import MessengerCode, MessengerLink
from shared import clock
from shared.letters import hash_of
from shared.problems import Invalid

CODE_HOLDS = timedelta(minutes=15)
_DIGITS, _GROUP = 12, 4
_ONE_AT_A_TIME = text("lock table messenger_links in share row exclusive mode")


def issue_code(session: Session, person: UUID) -> tuple[str, datetime]:
    """A new code, shown once, and when it expires; one that was there before holds no longer."""
    code, expires_at = "".join(secrets.choice("0123456789") for _ in range(_DIGITS)), clock.system() + CODE_HOLDS
    kept = {"code_hash": hash_of(code), "expires_at": expires_at}
    fresh = insert(MessengerCode).values(person=person, **kept)
    session.execute(fresh.on_conflict_do_update(index_elements=["person"], set_=kept))
    return " ".join(code[at : at + _GROUP] for at in range(0, _DIGITS, _GROUP)), expires_at


def link(session: Session, code: str, recipient: str) -> None:
    """Link who was shown this code with who sent it. A recipient is one person's alone, the last one's. Raises Invalid
    for a code that is not there any more."""
    digits = "".join(sign for sign in code if sign.isascii() and sign.isdigit())
    found = select(MessengerCode).where(MessengerCode.code_hash == hash_of(digits)).with_for_update()
    known = session.scalar(found)
    if known is None or known.expires_at < clock.system():
        raise Invalid({"code": ["not_found"]}, "The code is wrong, was used, or has expired. Ask for a new one.")
    session.execute(_ONE_AT_A_TIME)
    end_link(session, recipient)
    unlink(session, known.person)
    session.add(MessengerLink(person=known.person, recipient=recipient, linked_at=clock.system()))
    session.delete(known)


def unlink(session: Session, person: UUID) -> None:
    session.execute(delete(MessengerLink).where(MessengerLink.person == person))


def end_link(session: Session, recipient: str) -> None:
    session.execute(delete(MessengerLink).where(MessengerLink.recipient == recipient))
