"""The link by which a person's calendar program reads what lies before them: made, renewed, revoked, found."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock, letters
from shared.caller import Caller
from shared.directory.lookup import is_at_work
from shared.directory.model import KnownPerson
from shared.problems import NotFound

GONE = "This link does not hold. Whose calendar it was can make a new one."


class Link:
    """Columns of a table of links, one for each person: a model derives from this and from its service's Base. Of the
    token only the hash is kept. `organisation` is where they worked when it was made: it holds nowhere else."""

    person: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID | None]
    token_hash: Mapped[bytes]
    made_at: Mapped[datetime]


def made_at(session: Session, link: type[Any], person: UUID) -> datetime | None:
    """Since when there is one; None: there is none."""
    return session.scalar(select(link.made_at).where(link.person == person))


def renew(session: Session, link: type[Any], caller: Caller) -> str:
    """The token of the caller's link, to be shown once. The link before holds no more."""
    token = letters.new_token()
    new = {"organisation": caller.organisation, "token_hash": letters.hash_of(token), "made_at": clock.system()}
    written = insert(link).values(person=caller.person, **new)
    session.execute(written.on_conflict_do_update(index_elements=["person"], set_=new))
    return token


def end_for(session: Session, link: type[Any], person: UUID) -> None:
    session.execute(delete(link).where(link.person == person))


def end_elsewhere(session: Session, link: type[Any], person: UUID, organisation: UUID | None) -> None:
    """Who works elsewhere now makes a new one there."""
    moved = link.organisation.is_distinct_from(organisation)
    session.execute(delete(link).where(link.person == person, moved))


def holder_of(session: Session, link: type[Any], token: str, roles: Collection[str]) -> KnownPerson:
    """Whose calendar it is. Raises NotFound, the same whatever it is that does not hold."""
    found = session.scalar(select(link).where(link.token_hash == letters.hash_of(token)))
    person = session.get(KnownPerson, found.person) if found else None
    if found is None or person is None or not is_at_work(session, person):
        raise NotFound(GONE)
    if person.organisation != found.organisation or set(roles).isdisjoint(person.roles):
        raise NotFound(GONE)
    return person
