"""Passwords that a test only needs to exist: hashed once in a process, as argon2 is slow on purpose."""

from functools import cache
from uuid import UUID

from sqlalchemy.orm import Session

from services.identity import passwords
from services.identity.model import Credential
from shared import clock

hashed = cache(passwords.hashed)


def keep_password(session: Session, person: UUID, password: str) -> None:
    """The first password of this person; what sets one for a user is tested with its own command."""
    session.add(Credential(person=person, password_hash=hashed(password), changed_at=clock.system()))
