"""Somebody is away and another stands in, as identity tells every service."""

from datetime import date
from typing import Any

from shared import clock
from shared.contracts.identity import PERSON_CHANGED
from tests.support.bench import Bench, Person


def tell(bench: Bench, person: Person, absences: list[dict[str, Any]], **changes: Any) -> None:
    """The person anew, with these absences."""
    state = {
        "person": person.id,
        "organisation": person.organisation,
        "roles": list(person.roles),
        "language": "ru",
        "time_zone": "Europe/Moscow",
        "active": True,
        "rights_since": clock.system(),
        "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
        "email": f"{person.id}@example.org",
        "phone": None,
        "absences": absences,
    } | changes
    bench.receive(PERSON_CHANGED, person.id, state)


def away(bench: Bench, person: Person, deputy: Person, first: date, last: date, **changes: Any) -> None:
    tell(bench, person, [{"from_on": first, "until_on": last, "deputy": deputy.id}], **changes)
