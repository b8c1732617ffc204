"""Who knows of an absence, and who enters and ends it."""

from uuid import UUID

from sqlalchemy.orm import Session

from services.identity.absences import rules
from services.identity.model import Absence, Person
from shared.caller import Caller
from shared.codes import DEPUTISED_ROLES
from shared.problems import NotFound
from shared.web.policy import Policy


def person(session: Session, caller: Caller, lock: bool, id: UUID) -> Person:
    """The person, for themselves and for the staff of their organisation. Their row is locked so that others may still
    name them as a deputy: two who name each other would wait for each other otherwise."""
    found = session.get(Person, id, with_for_update={"key_share": True} if lock else None)
    if found is None or not _knows(caller, found):
        raise NotFound
    return found


def absence(session: Session, caller: Caller, lock: bool, id: UUID, absence: UUID) -> Absence:
    """One of this person's, their row locked before it."""
    owner = person(session, caller, lock, id)
    found = session.get(Absence, absence, with_for_update=lock)
    if found is None or found.person != owner.id:
        raise NotFound
    return found


def _knows(caller: Caller, person: Person) -> bool:
    colleagues = person.organisation is not None and person.organisation == caller.organisation
    return caller.person == person.id or (colleagues and caller.has(*DEPUTISED_ROLES))


def enters(caller: Caller, person: Person) -> bool:
    return caller.person == person.id or (caller.organisation == person.organisation and caller.has(*rules.ENTERING))


ENTERED_BY = Policy("the person; supervisor, coordinator, organisation administrator of their organisation", enters)
ENDED_BY = Policy(ENTERED_BY.description, lambda caller, absence: enters(caller, absence.absent))
KNOWN_TO = Policy("the person; staff of their organisation", lambda caller, person: True)
