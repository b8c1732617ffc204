"""Blocking keys: two families are compared when they share one of them. Each is asked of an index, none of a scan.

Every listed way of writing the same family another way leaves at least one key as it is; every key combines two or
more things, so that few other families have it (Иванова Анна, a school's phone, a shelter's address). A key says
nothing to who reads the database: it is a hash of its text.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import combinations

from services.referrals.rules.likeness.ages import span
from services.referrals.rules.likeness.first_names import full_forms, nearest
from services.referrals.rules.likeness.household import Household
from services.referrals.rules.likeness.people import Person
from services.referrals.rules.likeness.places import address, phone
from services.referrals.rules.likeness.words import stem

VERSION = 1
"""Raise it with every change of what a key is: a timer then writes all families' keys anew."""

MEMBERS_PAIRED = 6
"""First names are paired among so many members, the first on the list."""

_VOWELS = str.maketrans("", "", "aeiou")


def keys(family: Household) -> set[int]:
    """Signed 64-bit hashes."""
    return {_hashed(*parts) for parts in _parts(family)}


def _hashed(*parts: str) -> int:
    return int.from_bytes(blake2b("|".join(parts).encode(), digest_size=8).digest(), "big", signed=True)


def _parts(family: Household) -> Iterator[tuple[str, ...]]:
    for person in family.members:
        yield from _of_person(person, family.district)
    yield from _of_place(family)
    firsts = sorted({nearest(person.names.first) for person in family.members[:MEMBERS_PAIRED]})
    for one, other in combinations([first for first in firsts if len(first) > 1], 2):
        yield "firsts", one, other, family.district


def _of_person(person: Person, district: str) -> Iterator[tuple[str, ...]]:
    names = person.names
    if person.born_on:
        for initial in {names.first[:1], names.last[:1]} - {""}:
            yield "born", str(person.born_on), initial
    if not names.last:
        return
    skeletons = sorted({_skeleton(names.last), _skeleton(names.first)})
    if len(names.first) > 1:
        yield "name", *skeletons, district
        for year in _years(person):
            yield "name", *skeletons, year
    if names.middle:
        yield "initials", _skeleton(names.last), names.first[:1], names.middle[:1]


def _skeleton(name: str) -> str:
    """A first name in its full form, a surname in its masculine one, both by consonants: vowels are often mistaken.

    Only names that are known are put in their full form: then surnames and first names can change places.
    """
    word = name.split()[0] if name else ""
    full = nearest(word) if full_forms(nearest(word)) else stem(word)
    consonants = full[:1] + full[1:].translate(_VOWELS)
    return "".join(sign for place, sign in enumerate(consonants) if place == 0 or sign != consonants[place - 1])


def _years(person: Person) -> Iterable[str]:
    """An age fits two years of birth."""
    days = span(person)
    return sorted({str(day.year) for day in days}) if days else ()


def _of_place(family: Household) -> Iterator[tuple[str, ...]]:
    """Each also with the first names' initials: when hundreds share a phone, those are few."""
    digits, place = phone(family.phone), address(family.address)
    found: list[tuple[str, ...]] = [("phone", digits)] if digits else []
    if place:  # by each word of the street: a town's name may stand beside it
        found += [("address", word, place.house, place.building, place.flat) for word in place.street]
    yield from found
    for initial in {person.names.first[:1] for person in family.members}:
        yield from ((*parts, initial) for parts in found)
