"""How likely two referred families are one: a sum of stated points, each with its reason and the members concerned."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from services.referrals.rules.likeness import reasons, weights
from services.referrals.rules.likeness.household import Household
from services.referrals.rules.likeness.people import Same, same_person
from services.referrals.rules.likeness.places import Nearness, address, nearness, phone
from shared.ages import CHILD

ADULTS = ("mother", "father", "guardian")
"""Parts of which a family rarely has two people: another mother is another family. Grandparents come and go."""


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for (points over 0) or against. `members`: who in the one family is who in the other."""

    reason: str
    points: int
    members: tuple[tuple[UUID, UUID], ...] = ()


@dataclass(frozen=True)
class Likeness:
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> int:
        return sum(one.points for one in self.evidence)

    @property
    def shown(self) -> bool:
        return self.score >= weights.SHOWN_FROM

    @property
    def strength(self) -> str:
        """Of what is shown."""
        if self.score >= weights.STRONG_FROM:
            return reasons.STRONG
        return reasons.LIKELY if self.score >= weights.LIKELY_FROM else reasons.POSSIBLE

    @property
    def reasons(self) -> list[str]:
        """Codes of what speaks for it, each once; a district that they share with thousands is no reason."""
        return sorted({one.reason for one in self.evidence if one.points > weights.DISTRICT})


def likeness(one: Household, other: Household) -> Likeness:
    """Points as in `weights`; families are one from `weights.SHOWN_FROM` on, as far as can be told."""
    people = same_people(one, other)
    found = [*_people(people), *_places(one, other), *_others(one, other, people)]
    return Likeness(tuple(sorted(found, key=lambda evidence: -evidence.points)))


def same_people(one: Household, other: Household) -> list[Same]:
    """Who of the one family is who of the other, each at most once, the surest first."""
    compared = (same_person(mine, yours) for mine in one.members for yours in other.members)
    found = sorted((same for same in compared if same), key=lambda same: -same.points)
    chosen: list[Same] = []
    for same in found:
        if all(same.one != known.one and same.other != known.other for known in chosen):
            chosen.append(same)
    return chosen


def one_person(one: Household, other: Household) -> list[Same]:
    """Who is to be counted once, now that a coordinator says that the families are one."""
    return [same for same in same_people(one, other) if same.points >= weights.ONE_PERSON_FROM]


def _people(people: list[Same]) -> Iterator[Evidence]:
    """A surname or patronymic that members share counts in full once: the second of them tells little more."""
    surname = patronymic = False
    for same in people:
        points = same.rest
        points += min(same.surname, weights.SURNAME_AGAIN) if surname else same.surname
        points += min(same.patronymic, weights.PATRONYMIC_AGAIN) if patronymic else same.patronymic
        surname, patronymic = surname or same.surname > 0, patronymic or same.patronymic > 0
        yield Evidence(same.reason, points, ((same.one, same.other),))


def _places(one: Household, other: Household) -> Iterator[Evidence]:
    ours = phone(one.phone)
    shared_phone = ours is not None and ours == phone(other.phone)
    if shared_phone:
        yield Evidence(reasons.SAME_PHONE, weights.PHONE)
    near = nearness(address(one.address), address(other.address))
    if near in _ADDRESSES:
        reason, points = _ADDRESSES[near]
        yield Evidence(reason, min(points, weights.ADDRESS_WITH_PHONE) if shared_phone else points)
    if one.district == other.district:
        yield Evidence(reasons.SAME_DISTRICT, weights.DISTRICT)
    else:
        yield Evidence(reasons.OTHER_DISTRICT, weights.OTHER_DISTRICT)


_ADDRESSES = {
    Nearness.SAME: (reasons.SAME_ADDRESS, weights.ADDRESS),
    Nearness.HOUSE: (reasons.SAME_HOUSE, weights.HOUSE),
}


def _others(one: Household, other: Household, people: list[Same]) -> Iterator[Evidence]:
    """Both have a mother, or children, and nobody of them is in both."""
    known = {same.one for same in people} | {same.other for same in people}
    if any(_differ(one, other, role, known) for role in ADULTS):
        yield Evidence(reasons.OTHER_ADULTS, weights.OTHER_ADULTS)
    if _differ(one, other, CHILD, known):
        yield Evidence(reasons.OTHER_CHILDREN, weights.OTHER_CHILDREN)


def _differ(one: Household, other: Household, role: str, known: set[UUID]) -> bool:
    ours, theirs = one.in_part(role), other.in_part(role)
    return bool(ours and theirs) and all(person.id not in known for person in (*ours, *theirs))
