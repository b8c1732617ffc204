"""Who works where. Accounts that people know by name are written out, the others get invented names."""

from dataclasses import dataclass
from zlib import crc32

from stack.demo.region.names import FullName, invented


@dataclass(frozen=True)
class Person:
    """`organisation` is a key of `places.ORGANISATIONS`; None only for the administrator of the system."""

    email: str
    name: FullName
    organisation: str | None
    roles: tuple[str, ...]
    phone: str | None = None
    language: str = "ru"


ROLE_OF = {
    "referrer": "referrer",
    "coordinator": "coordinator",
    "worker": "case_worker",
    "specialist": "specialist",
    "supervisor": "supervisor",
    "volunteers": "volunteer_coordinator",
    "orgadmin": "organisation_administrator",
    "analyst": "analyst",
}
"""The beginning of an address → the role."""

ALSO = {"supervisor2@ngo.example": ("safeguarding_lead",)}
"""Roles that some have beside the one of their address."""

_PLACES: dict[str, dict[str, int]] = {
    "ngo": {
        "coordinator": 2,
        "worker": 6,
        "specialist": 4,
        "supervisor": 2,
        "volunteers": 2,
        "orgadmin": 1,
    },
    "guardianship": {"referrer": 5, "orgadmin": 1},
    "guardianship-north": {"referrer": 3},
    "social": {"coordinator": 1, "worker": 3, "specialist": 2, "supervisor": 1, "volunteers": 1, "orgadmin": 1},
    "crisis": {"coordinator": 1, "worker": 2, "specialist": 1, "supervisor": 1, "orgadmin": 1},
    "hospital": {"referrer": 3},
    "school": {"referrer": 2, "specialist": 1},
    "village-school": {"referrer": 2},
    "line": {"referrer": 3},
    "business": {"orgadmin": 1},
    "media": {"orgadmin": 1},
    "authority": {"referrer": 1, "orgadmin": 1},
    "fund": {"referrer": 2, "analyst": 1},
    "library": {"referrer": 1},
}

_KNOWN = {
    "referrer@guardianship.example": FullName("Громова", "Наталья", "Викторовна"),
    "referrer@school.example": FullName("Белкина", "Ольга", "Сергеевна"),
    "coordinator@ngo.example": FullName("Ветрова", "Марина", "Андреевна"),
    "worker@ngo.example": FullName("Лебедева", "Ирина", "Павловна"),
    "specialist@ngo.example": FullName("Осипов", "Константин", "Юрьевич"),
    "supervisor@ngo.example": FullName("Зимина", "Татьяна", "Борисовна"),
    "volunteers@ngo.example": FullName("Рыжова", "Екатерина", "Ильинична"),
    "orgadmin@ngo.example": FullName("Дроздов", "Павел", "Николаевич"),
    "analyst@fund.example": FullName("Карпова", "Елена", "Михайловна"),
}

ADMINISTRATOR = Person("admin@opora.example", FullName("Крылов", "Артём", "Геннадьевич"), None, ("administrator",))


ON_DUTY = ("coordinator@ngo.example", "supervisor@ngo.example", "coordinator2@ngo.example")
"""The NGO's duty roster, in the order in which they are called."""


def staff() -> list[Person]:
    """Sixty-one people, the same each time."""
    found = [ADMINISTRATOR]
    for organisation, places in _PLACES.items():
        for job, count in places.items():
            found += [_person(organisation, job, number) for number in range(1, count + 1)]
    return found


def _person(organisation: str, job: str, number: int) -> Person:
    email = f"{job}{number if number > 1 else ''}@{organisation}.example"
    return Person(
        email,
        _KNOWN.get(email) or invented(email),
        organisation,
        (ROLE_OF[job], *ALSO.get(email, ())),
        invented_phone(email),
    )


def invented_phone(seed: str) -> str:
    """A number that belongs to `seed`; invented too."""
    return f"+7900{crc32(seed.encode()) % 10_000_000:07d}"
