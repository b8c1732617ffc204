"""Who may have somebody's work, at the moment when it is given."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from shared.directory.model import KnownPerson
from shared.eventing.envelope import Event
from shared.problems import Invalid


def receiver(session: Session, person: KnownPerson, to: UUID, roles: Collection[str]) -> KnownPerson:
    """Who works at the person's organisation, has one of these roles and is somebody else. Raises Invalid."""
    found = hold(session, to)
    wrong = problem_of(person.id, person.organisation, found, roles)
    if wrong or found is None:
        raise Invalid({"to": [wrong or "not_found"]})
    return found


def hold(session: Session, id: UUID | None) -> KnownPerson | None:
    """The person as they are, and stay until this transaction has ended: who leaves at the same moment either has what
    is given to them and passes it on, or gets nothing. Hold them before many records are locked; who has locked one
    tries again when its database finds that both wait for each other."""
    if id is None:
        return None
    return session.get(KnownPerson, id, with_for_update={"read": True}, populate_existing=True)


def problem_of(person: UUID, organisation: UUID | None, to: KnownPerson | None, roles: Collection[str]) -> str | None:
    """The code of why someone cannot have the work of a person of this organisation; None when they can."""
    if to is None or organisation is None or not to.works_at(organisation):
        return "not_found"
    if to.id == person:
        return "same_person"
    return "wrong_role" if set(roles).isdisjoint(to.roles) else None


def successor(session: Session, deactivated: Event, roles: Collection[str]) -> KnownPerson | None:
    """Whom the event of a deactivation names, held, when they can have work of one of these roles now. Nothing waits
    for someone who is not known here yet: who left must be refused at once."""
    named = hold(session, deactivated.data.get("successor"))
    wrong = problem_of(deactivated.subject, deactivated.data["organisation"], named, roles)
    return named if wrong is None else None
