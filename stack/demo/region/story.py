"""A family's story as data: who they are, why they are referred, and what happens on which day after that."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from stack.demo.region.acts.act import Act
from stack.demo.region.calendar import Calendar
from stack.demo.region.staff import invented_phone

if TYPE_CHECKING:
    from services.referrals.model import Referral

TAKES_PART_FROM = 7
"""Years from which a child takes part in assessment, plan and review here."""


@dataclass(frozen=True)
class Member:
    """`age`: in years, today. `told`: only the age is known, as on an anonymous call."""

    role: str
    last: str | None
    first: str
    middle: str | None
    age: float
    told: bool = False

    def as_sent(self, calendar: Calendar, day: date) -> dict[str, Any]:
        born = calendar.birthday(self.age)
        known = {"age": _years(born, day)} if self.told else {"born_on": born.isoformat()}
        names = {"last_name": self.last, "first_name": self.first, "middle_name": self.middle}
        return {"role": self.role, **names, **known}


@dataclass(frozen=True)
class Story:
    """`began`: so many days ago the referral was sent. `life`: days after that, and what happened then."""

    key: str
    members: tuple[Member, ...]
    narrative: str
    reasons: tuple[str, ...]
    help_wanted: tuple[str, ...]
    began: float
    life: tuple[tuple[float, Act], ...] = ()
    sender: str = "referrer@guardianship.example"
    to: str = "ngo"
    kind: str = "blood"
    district: str = "central"
    address: str | None = None
    urgency: str = "routine"
    channel: str = "partner"
    basis: str = "consent"
    document: str | None = None
    phone_of: str | None = None
    """The story whose family has the same phone: it is the same family."""
    opening: Act | None = None
    """How it begins, when not by a referral of `sender`."""

    @property
    def phone(self) -> str:
        return invented_phone(self.phone_of or self.key)


@dataclass
class Life:
    """What became of a story so far: the ids that its acts go by. Names of members are first names."""

    story: Story
    receiver: str
    referral: UUID | None = None
    family: UUID | None = None
    members: dict[str, UUID] = field(default_factory=dict)
    case: UUID | None = None
    worker: str = ""
    requests: dict[str, UUID] = field(default_factory=dict)
    proposals: dict[tuple[str, str], UUID] = field(default_factory=dict)
    came: list[Member] = field(default_factory=list)
    left: set[str] = field(default_factory=set)

    def begin(self, referral: "Referral") -> None:
        self.referral, self.family = referral.id, referral.family
        self.members = {member.first_name: member.id for member in referral.household.members}

    def household(self) -> Iterator[Member]:
        yield from (one for one in (*self.story.members, *self.came) if one.first not in self.left)

    def adults(self) -> list[UUID]:
        return [self.members[one.first] for one in self.household() if one.role != "child"]

    def parents(self) -> list[UUID]:
        return [self.members[one.first] for one in self.household() if one.role in ("mother", "father")]

    def children(self) -> list[UUID]:
        return [self.members[one.first] for one in self.household() if one.role == "child"]

    def all(self) -> list[UUID]:
        return [self.members[one.first] for one in self.household()]

    def who_can(self, calendar: Calendar, day: date) -> list[UUID]:
        """Who takes part; the others are too young."""
        old_enough = (one for one in self.household() if _years(calendar.birthday(one.age), day) >= TAKES_PART_FROM)
        return [self.members[one.first] for one in old_enough]


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def mother(last: str, first: str, middle: str, age: float) -> Member:
    return Member("mother", last, first, middle, age)


def father(last: str, first: str, middle: str, age: float) -> Member:
    return Member("father", last, first, middle, age)


def guardian(last: str, first: str, middle: str, age: float) -> Member:
    return Member("guardian", last, first, middle, age)


def grandparent(last: str, first: str, middle: str, age: float) -> Member:
    return Member("grandparent", last, first, middle, age)


def child(last: str, first: str, age: float, middle: str | None = None) -> Member:
    return Member("child", last, first, middle, age)
