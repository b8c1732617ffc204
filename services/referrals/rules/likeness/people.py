"""Whether two members of two families may be the same person, and for which reason a coordinator is told so."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from services.referrals.rules.likeness import reasons, weights
from services.referrals.rules.likeness.ages import Born, born
from services.referrals.rules.likeness.words import Grade, first_names, letters, patronymics, surnames
from shared.ages import CHILD

_OPPOSITE = {frozenset({"mother", "father"})}


@dataclass(frozen=True)
class Person:
    """A member as one referral names it; `age` in whole years on `on`, the day of that submission."""

    id: UUID
    role: str
    last_name: str | None
    first_name: str
    middle_name: str | None
    born_on: date | None
    age: int | None
    on: date = field(compare=False)

    @cached_property
    def names(self) -> "Names":
        """Folded. A patronymic or an initial that was typed into the first name's field counts as what it is."""
        last = " ".join(letters(self.last_name or ""))
        first, *rest = letters(self.first_name) or ("",)
        middle = letters(self.middle_name or "") or tuple(rest)
        return Names(last, first, middle[0] if middle else "")


@dataclass(frozen=True)
class Names:
    last: str
    first: str
    middle: str

    def turned(self) -> "list[Names]":
        """With surname and first name exchanged, and as "Имя Отчество Фамилия" typed into three fields."""
        found = [Names(self.first, self.last, self.middle), Names(self.middle, self.last, self.first)]
        return [names for names in found if len(names.last) > 1 and names.first]


@dataclass(frozen=True)
class Same:
    """Two members who may be one person: what each field adds in points, and the reason to be told."""

    one: UUID
    other: UUID
    surname: int
    patronymic: int
    rest: int
    reason: str

    @property
    def points(self) -> int:
        return self.surname + self.patronymic + self.rest


@dataclass(frozen=True)
class _Graded:
    last: Grade
    first: Grade
    middle: Grade
    as_typed: bool

    @property
    def points(self) -> int:
        named = weights.SURNAME[self.last] + weights.FIRST_NAME[self.first] + weights.PATRONYMIC[self.middle]
        return named + (0 if self.as_typed else weights.NAMES_EXCHANGED)


def same_person(one: Person, other: Person) -> Same | None:
    """None when they are not one: another first name, birth date, or part in a family says so, or too little agrees."""
    dates = born(one, other)
    if dates is Born.OTHER or not _parts_agree(one, other, dates):
        return None
    named = _best(one.names, other.names)
    found = _same(one, other, named, dates) if named else None
    return found if found and found.points >= weights.SAME_PERSON_FROM else None


def _same(one: Person, other: Person, named: _Graded, dates: Born) -> Same:
    surname, patronymic = weights.SURNAME[named.last], weights.PATRONYMIC[named.middle]
    rest = named.points - surname - patronymic + weights.BORN[dates]
    reason = reasons.of_person(named.last, named.as_typed, dates)
    return Same(one.id, other.id, surname, patronymic, rest, reason)


def _best(one: Names, other: Names) -> _Graded | None:
    """The order of names in which they agree best; None when in none of them the first names can be one."""
    typed = _graded(one, other, as_typed=True)
    if typed.first is Grade.SAME and typed.last is Grade.SAME:
        return typed
    pairs = [(one, yours) for yours in other.turned()] + [(mine, other) for mine in one.turned()]
    turned = [_graded(mine, yours, as_typed=False) for mine, yours in pairs]
    possible = [typed, *(found for found in turned if found.last is not Grade.INITIAL)]
    return max(
        (found for found in possible if found.first is not Grade.OTHER), key=lambda found: found.points, default=None
    )


def _graded(one: Names, other: Names, *, as_typed: bool) -> _Graded:
    last, first = surnames(one.last, other.last), first_names(one.first, other.first)
    return _Graded(last, first, patronymics(one.middle, other.middle), as_typed)


def _parts_agree(one: Person, other: Person, dates: Born) -> bool:
    """No mother is a father; a child is an adult elsewhere only where the birth date says that it is the same one."""
    if frozenset({one.role, other.role}) in _OPPOSITE:
        return False
    known = dates in (Born.SAME, Born.EXCHANGED, Born.SLIP)
    return known or (one.role == CHILD) == (other.role == CHILD)
