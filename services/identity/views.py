"""What of a record is shown to whom."""

from typing import Any

from sqlalchemy.orm import Session

from services.identity import policies, rules
from services.identity.model import Organisation, Person
from shared.caller import Caller

_PERSON = ("email", "last_name", "first_name", "middle_name", "phone", "language", "time_zone")


def person_row(caller: Caller, person: Person) -> dict[str, Any]:
    """Of another organisation's people only that they are colleagues, not what else they are."""
    own = policies.reads_all_of(caller, person.organisation)
    return {
        "id": person.id,
        "name": person.full_name,
        "names": person.names,
        "organisation": person.organisation,
        "roles": [role for role in person.roles if own or role in rules.FOUND_BY_OTHERS],
        "active": person.active,
    }


def person_record(caller: Caller, person: Person) -> dict[str, Any]:
    return person_row(caller, person) | {name: getattr(person, name) for name in _PERSON}


def own_record(session: Session, person: Person) -> dict[str, Any]:
    """`organisation` with its name: what a page's head shows."""
    place = session.get(Organisation, person.organisation) if person.organisation else None
    fields = ("id", "email", "names", "roles", "phone", "language", "time_zone")
    return {name: getattr(person, name) for name in fields} | {"organisation": place}
