"""Other families that look like one we know."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

from tests.support.families import names
from tests.support.families.invent import Home, Someone, day_of_birth, family, phone

Trap = Callable[[Home, int, Random], Home]


def _with(home: Home, place: int, someone: Someone) -> Home:
    return home.but(members=(*home.members[:place], someone, *home.members[place + 1 :]))


def _mother(home: Home) -> Someone | None:
    return next((one for one in home.members if one.role == "mother"), None)


def _like(chance: Random, known: Home, entity: int) -> Home:
    """A new family, half of them in the same district."""
    other = family(chance, entity)
    return other.but(district=known.district) if chance.random() < 0.5 else other


def _renamed(chance: Random, one: Someone) -> str:
    listed = names.WOMEN if one.woman else names.MEN
    return chance.choice([name for name in listed if name != one.first])


def _place_of(home: Home, role: str) -> int:
    return next((place for place, one in enumerate(home.members) if one.role == role), 0)


def _twins(home: Home, entity: int, chance: Random) -> Home:
    """A child's twin in another foster family, or a mother's twin sister with a family of her own."""
    other = _like(chance, home, entity)
    mother = _mother(home)
    if mother and mother.born_on and chance.random() < 0.5:
        twin = replace(mother, first=_renamed(chance, mother))
        return _with(other, _place_of(other, "mother"), twin)
    child = home.members[_place_of(home, "child")]
    return _with(other, _place_of(other, "child"), replace(child, first=_renamed(chance, child)))


def _siblings(home: Home, entity: int, chance: Random) -> Home:
    """A brother or sister of a parent, with a family of their own; every fourth still at the same address."""
    grown = home.members[0]
    born = day_of_birth(chance, 20, 50)
    other = _like(chance, home, entity)
    other = _with(other, 0, replace(grown, first=_renamed(chance, grown), born_on=born))
    return other.but(place=home.place) if chance.random() < 0.25 else other


def _namesakes(home: Home, entity: int, chance: Random) -> Home:
    """Surname, first name and patronymic of an adult; another date of birth, or none told."""
    grown = home.members[0]
    born = day_of_birth(chance, 20, 50) if chance.random() < 0.8 else None
    if born and grown.born_on and abs(born - grown.born_on) < timedelta(days=800):
        born -= timedelta(days=1500)
    return _with(_like(chance, home, entity), 0, replace(grown, born_on=born))


def _father_and_son(home: Home, entity: int, chance: Random) -> Home:
    """A grown son of the same name, of every second also the patronymic, with his own family; two of five still at the
    same address."""
    father = next((one for one in home.members if one.role == "father"), None)
    father = father or replace(home.members[0], role="father", woman=False)
    middle = father.middle if chance.random() < 0.5 else names.patronymic(father.first, woman=False)
    born = father.born_on + timedelta(days=chance.randrange(7000, 9500)) if father.born_on else None
    other = _like(chance, home, entity)
    son = replace(father, middle=middle, born_on=born)
    other = other.but(members=(*(one for one in other.members if one.role != "father"), son))
    return other.but(place=home.place, district=home.district) if chance.random() < 0.4 else other


def _same_flat(home: Home, entity: int, chance: Random) -> Home:
    """Who lived there before."""
    return family(chance, entity).but(place=home.place, district=home.district)


def _neighbour(home: Home, entity: int, chance: Random) -> Home:
    """The only phone on the landing."""
    place = home.place._replace(flat=str(chance.randint(161, 200))) if home.place else None
    return family(chance, entity).but(phone=home.phone, place=place, district=home.district)


def _school(home: Home, entity: int, chance: Random) -> Home:
    """Whoever refers leaves its own number."""
    return family(chance, entity).but(phone=home.phone, district=home.district)


def _shelter(home: Home, entity: int, chance: Random) -> Home:
    """Address and phone of the crisis centre in which both stay."""
    return family(chance, entity).but(phone=home.phone, place=home.place, district=home.district)


TRAPS: dict[str, Trap] = {
    "twins": _twins,
    "brothers and sisters": _siblings,
    "namesakes": _namesakes,
    "father and son": _father_and_son,
    "same flat": _same_flat,
    "neighbour's phone": _neighbour,
    "school's phone": _school,
    "shelter": _shelter,
}

GROUP = 10
"""So many families share a school's phone, or a shelter."""

GROUPED = ("school's phone", "shelter")


def prepared(home: Home, trap: str, chance: Random) -> Home:
    """What is known, so that the trap can be set: a shelter has no flats, a father of a grown son is no child's."""
    if trap == "shelter" and home.place:
        return home.but(place=home.place._replace(flat=""))
    if trap == "father and son":
        grown = replace(home.members[0], role="father", woman=False, born_on=day_of_birth(chance, 42, 60))
        first = names.often(chance, names.MEN)
        last = (
            (grown.last or "")[:-2] + "ий"
            if (grown.last or "").endswith("ая")
            else (grown.last or "").removesuffix("а")
        )
        father = replace(grown, first=first, last=last, middle=names.patronymic(names.often(chance, names.MEN), False))
        return home.but(members=(father, *(one for one in home.members[1:] if one.role != "father")))
    return home.but(phone=home.phone or phone(chance))
