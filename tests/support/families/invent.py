"""Families as they are, before anybody writes them down."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from tests.support.families import names
from tests.support.families.writing import KINDS, STREETS, TOWNS, Place

DISTRICTS = tuple(f"district{number}" for number in range(1, 13))
TODAY = date(2026, 3, 2)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Someone:
    role: str
    woman: bool
    last: str | None
    first: str
    middle: str | None
    born_on: date | None
    age: int | None = None


@dataclass(frozen=True)
class Home:
    """A family on one referral. `entity` says which family it is in truth; `made_by` how this telling of it came."""

    entity: int
    members: tuple[Someone, ...]
    phone: str | None
    place: Place | None
    district: str
    told_on: date
    address_style: int = 0
    phone_style: int = 0
    made_by: tuple[str, ...] = field(default=())

    def but(self, **changes: object) -> "Home":
        return replace(self, **changes)  # type: ignore[arg-type]


def family(chance: Random, entity: int) -> Home:
    """A mother or a father or both, or a guardian, and one to four children."""
    surname, father = names.often(chance, names.SURNAMES, 20), names.often(chance, names.MEN)
    parts = chance.choices(
        (("mother",), ("mother", "father"), ("father",), ("guardian",), ("mother", "grandparent")), (45, 30, 5, 10, 10)
    )[0]
    grown = [adult(chance, role, surname) for role in parts]
    children = [
        child(chance, surname if chance.random() < 0.9 else names.often(chance, names.SURNAMES, 20), father)
        for _ in range(chance.choices((1, 2, 3, 4), (45, 35, 15, 5))[0])
    ]
    return Home(
        entity, (*grown, *children), phone(chance), place(chance), chance.choice(DISTRICTS),
        TODAY - chance.randrange(700) * _DAY,
    )  # fmt: skip


def adult(chance: Random, role: str, surname: str, woman: bool | None = None) -> Someone:
    woman = role == "mother" or (role != "father" and chance.random() < 0.8) if woman is None else woman
    youngest, oldest = (48, 75) if role == "grandparent" else (20, 52)
    first = names.often(chance, names.WOMEN if woman else names.MEN)
    middle = names.patronymic(names.often(chance, names.MEN), woman)
    born = day_of_birth(chance, youngest, oldest) if chance.random() < 0.7 else None
    return Someone(role, woman, names.feminine(surname) if woman else surname, first, middle, born)


def child(chance: Random, surname: str, father: str) -> Someone:
    woman = chance.random() < 0.5
    first = names.often(chance, names.WOMEN if woman else names.MEN)
    middle = names.patronymic(father, woman) if chance.random() < 0.6 else None
    born = day_of_birth(chance, 0, 14)
    return Someone("child", woman, names.feminine(surname) if woman else surname, first, middle, born)


def day_of_birth(chance: Random, youngest: int, oldest: int) -> date:
    """Two years before today at the latest, so that everybody is born when they are told of."""
    return TODAY - timedelta(days=740 + chance.randrange(int(youngest * 365.25), int((oldest + 1) * 365.25)))


def phone(chance: Random) -> str:
    return f"9{chance.randrange(10**8, 10**9)}"


def place(chance: Random) -> Place:
    house = f"{chance.randint(1, 90)}{chance.choices(('', 'а', 'б'), (90, 6, 4))[0]}"
    building = chance.choices(("", "1", "2", "3"), (85, 6, 6, 3))[0]
    flat = str(chance.randint(1, 160)) if chance.random() < 0.85 else ""
    return Place(
        chance.choice(TOWNS),
        chance.choices(list(KINDS), (80, 8, 8, 4))[0],
        chance.choice(STREETS),
        house,
        building,
        flat,
    )
