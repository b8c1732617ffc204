"""A duty roster as its organisation writes it, and people who leave it."""

from uuid import UUID

from shared import clock
from shared.contracts import identity
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person

URL = f"{API}/duty"


def write(who: Person, *people: Person | UUID | str) -> Answer:
    ids = [str(one.id) if isinstance(one, Person) else str(one) for one in people]
    read = who.api.get(URL)
    return who.api.put(URL, {"people": ids}, if_match=read.headers.get("ETag"))


def leaves(region: Region, person: Person, successor: UUID | None = None) -> None:
    state = {"person": person.id, "organisation": person.organisation, "roles": list(person.roles), "active": False}
    state |= {"language": "ru", "time_zone": "Europe/Moscow", "rights_since": clock.system(), "email": None}
    names = {"last_name": "Соколова", "first_name": "Вера", "middle_name": None}
    state |= {"names": names, "email": "x@example.org", "phone": None}
    state |= {"successor": successor}
    region.bench.receive(identity.PERSON_DEACTIVATED, person.id, state)
