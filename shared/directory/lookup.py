"""What services ask of their replica of the directory. Of whom no event has come yet they get a default."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from shared import clock
from shared.directory.model import KnownOrganisation, KnownPerson


def time_zone_of(session: Session, organisation: UUID | None) -> str:
    """The IANA name of an organisation's time zone."""
    known = session.get(KnownOrganisation, organisation) if organisation else None
    return known.time_zone if known else clock.DEFAULT_TIME_ZONE


def today_at(session: Session, organisation: UUID | None) -> date:
    """The business day where an organisation is."""
    return clock.today(time_zone_of(session, organisation))


def is_at_work(session: Session, person: KnownPerson) -> bool:
    """Whether they are active, and their organisation, when they have one, is not closed."""
    home = session.get(KnownOrganisation, person.organisation) if person.organisation else None
    return person.active and (home is None or home.active)


def person_at(session: Session, person: UUID, organisation: UUID, role: str) -> KnownPerson | None:
    """The person, when they are an active one of this organisation and have the role."""
    known = session.get(KnownPerson, person)
    return known if known and known.works_at(organisation) and role in known.roles else None
