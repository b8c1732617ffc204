"""What services ask of their replica of the directory. Of whom no event has come yet they get a default."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache, partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared import clock
from shared.directory.deputies import stood_in_at
from shared.directory.model import KnownAbsence, KnownOrganisation, KnownPerson


def time_zone_of(session: Session, organisation: UUID | None) -> str:
    """The IANA name of an organisation's time zone."""
    known = session.get(KnownOrganisation, organisation) if organisation else None
    return known.time_zone if known else clock.DEFAULT_TIME_ZONE


def today_at(session: Session, organisation: UUID | None) -> date:
    """The business day where an organisation is."""
    return clock.today(time_zone_of(session, organisation))


def known_person(session: Session, person: UUID) -> KnownPerson | None:
    return session.get(KnownPerson, person)


def name_of(session: Session, person: UUID | None) -> str | None:
    """As they are shown; None for nobody, and for one of whom no event has come yet."""
    known = session.get(KnownPerson, person) if person else None
    return known.display_name if known else None


def names_in(session: Session) -> Callable[[UUID | None], str | None]:
    """`name_of` for a list in which the same people come again and again: each is looked up once."""
    return cache(partial(name_of, session))


def is_at_work(session: Session, person: KnownPerson) -> bool:
    """Whether they are active, and their organisation, when they have one, is not closed."""
    home = session.get(KnownOrganisation, person.organisation) if person.organisation else None
    return person.active and (home is None or home.active)


def person_at(session: Session, person: UUID, organisation: UUID, role: str) -> KnownPerson | None:
    """The person, when they are an active one of this organisation and have the role."""
    known = session.get(KnownPerson, person)
    return known if known and known.works_at(organisation) and role in known.roles else None


def away_now(session: Session, people: Collection[UUID | None] | None = None) -> dict[UUID, KnownAbsence]:
    """Everyone who is away and whose deputy can stand in, by person: both at work in one organisation. Of these people,
    when they are said."""
    found = select(KnownAbsence).where(stood_in_at(clock.now()))
    if people is not None:
        found = found.where(KnownAbsence.person.in_([person for person in people if person]))
    return {absence.person: absence for absence in session.scalars(found)}


def stands_in_for(session: Session, person: UUID) -> frozenset[UUID]:
    """Whose deputy this person is now, as `standing` says of a caller."""
    return frozenset(one.person for one in away_now(session).values() if one.deputy == person)
