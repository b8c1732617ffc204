"""The link by which a person's calendar program reads what lies before them: made, renewed, revoked, found."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.cases.commands.team import TEAM_ROLES
from services.cases.model import CalendarLink
from shared import clock, letters
from shared.caller import Caller
from shared.directory.lookup import is_at_work
from shared.directory.model import KnownPerson
from shared.problems import NotFound

GONE = "This link does not hold. Whose calendar it was can make a new one."


def renew_calendar(session: Session, caller: Caller) -> str:
    """The token of the caller's link, to be shown once. The link before holds no more."""
    token = letters.new_token()
    new = {"organisation": caller.organisation, "token_hash": letters.hash_of(token), "made_at": clock.system()}
    written = insert(CalendarLink).values(person=caller.person, **new)
    session.execute(written.on_conflict_do_update(index_elements=["person"], set_=new))
    return token


def revoke_calendar(session: Session, caller: Caller) -> None:
    end_for(session, caller.person)


def end_for(session: Session, person: UUID) -> None:
    session.execute(delete(CalendarLink).where(CalendarLink.person == person))


def end_elsewhere(session: Session, person: UUID, organisation: UUID | None) -> None:
    """Who works elsewhere now makes a new one there."""
    moved = CalendarLink.organisation.is_distinct_from(organisation)
    session.execute(delete(CalendarLink).where(CalendarLink.person == person, moved))


def holder_of(session: Session, token: str) -> KnownPerson:
    """Whose calendar it is. Raises NotFound, the same whatever it is that does not hold."""
    link = session.scalar(select(CalendarLink).where(CalendarLink.token_hash == letters.hash_of(token)))
    person = session.get(KnownPerson, link.person) if link else None
    if link is None or person is None or not is_at_work(session, person):
        raise NotFound(GONE)
    if person.organisation != link.organisation or set(TEAM_ROLES).isdisjoint(person.roles):
        raise NotFound(GONE)
    return person
