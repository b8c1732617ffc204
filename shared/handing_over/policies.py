"""Of whom a caller may ask what is open, and who may hand it over."""

from uuid import UUID

from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.directory.model import KnownPerson
from shared.problems import NotFound
from shared.web.policy import Policy

LEADS = ("coordinator", "supervisor", "volunteer_coordinator", "organisation_administrator")


def person_of(session: Session, caller: Caller, lock: bool, id: UUID) -> KnownPerson:
    """Themselves, someone of an organisation that the caller leads, for platform administrators anyone.

    Raises NotFound for all others.
    """
    found = session.get(KnownPerson, id)
    if found is None or not _sees(caller, found):
        raise NotFound
    return found


def _sees(caller: Caller, person: KnownPerson) -> bool:
    if caller.person == person.id or caller.has("administrator"):
        return True
    return caller.organisation is not None and caller.organisation == person.organisation and caller.has(*LEADS)


READER = Policy(
    "the person; coordinator, supervisor, volunteer coordinator, organisation administrator there; administrator",
    lambda caller, person: _sees(caller, person),
)


def giver(*roles: str) -> Policy:
    """Who of the person's organisation may hand their work over."""
    return Policy(
        " or ".join(role.replace("_", " ") for role in roles) + " of the person's organisation",
        lambda caller, person: (
            caller.has(*roles) and caller.organisation is not None and caller.organisation == person.organisation
        ),
    )
