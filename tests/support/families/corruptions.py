"""The same family as somebody else writes it down: twelve listed ways, and what also happens in between."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from tests.support.families import names
from tests.support.families.invent import DISTRICTS, Home, Someone, child, phone, place
from tests.support.families.writing import PHONE_STYLES, STYLES, in_latin, slip

Way = Callable[[Home, Random], Home]

NEW_PHONE, MOVED, SOMEONE_LEFT_OUT, SOMEONE_MORE, SECOND_WAY = 0.45, 0.30, 0.30, 0.15, 0.40
"""How often, beside the listed corruption, the rest of a referral differs too."""


def again(home: Home, way: str, chance: Random) -> Home:
    """Told a second time, some time before or after, corrupted in this way, and often in another one as well."""
    told = home.but(
        address_style=chance.randrange(STYLES),
        phone_style=chance.randrange(PHONE_STYLES),
        told_on=max(home.told_on, date(2024, 4, 2)),
        made_by=(way,),
    )
    told = _meanwhile(told, chance)
    if chance.random() < SECOND_WAY:
        second = chance.choice([name for name in WAYS if name != way])
        told = WAYS[second](told, chance).but(made_by=(way, second))
    return WAYS[way](told, chance)


def _meanwhile(home: Home, chance: Random) -> Home:
    if chance.random() < NEW_PHONE:
        home = home.but(phone=phone(chance))
    if chance.random() < MOVED:
        home = _moved(home, chance)
    if chance.random() < SOMEONE_LEFT_OUT and len(home.members) > 2:
        out = chance.randrange(1, len(home.members))
        home = home.but(members=home.members[:out] + home.members[out + 1 :])
    if chance.random() < SOMEONE_MORE:
        more = child(chance, _masculine(home.members[0]), names.often(chance, names.MEN))
        home = home.but(members=(*home.members, more))
    return home


def _moved(home: Home, chance: Random) -> Home:
    district = chance.choice(DISTRICTS) if chance.random() < 0.5 else home.district
    return home.but(place=place(chance), district=district)


def _masculine(someone: Someone) -> str:
    last = someone.last or "Иванов"
    if not someone.woman:
        return last
    return last[:-2] + "ий" if last.endswith("ая") else last[:-1]


def _each(home: Home, change: Callable[[Someone], Someone]) -> Home:
    return home.but(members=tuple(change(one) for one in home.members))


def _named(one: Someone, change: Callable[[str], str]) -> Someone:
    last, middle = (change(name) if name else None for name in (one.last, one.middle))
    return replace(one, last=last, first=change(one.first), middle=middle)


def _without_dots(home: Home, chance: Random) -> Home:
    return _each(home, lambda one: _named(one, lambda name: name.replace("ё", "е").replace("Ё", "Е")))


def _initials(home: Home, chance: Random) -> Home:
    """Of the adults, and of every second family's children."""
    children = chance.random() < 0.5
    in_one_field = chance.random() < 0.3

    def short(one: Someone) -> Someone:
        if one.role == "child" and not children:
            return one
        middle = f"{one.middle[0]}." if one.middle else None
        if in_one_field and middle:
            return replace(one, first=f"{one.first[0]}. {middle}", middle=None)
        return replace(one, first=f"{one.first[0]}.", middle=middle)

    return _each(home, short)


def _exchanged_names(home: Home, chance: Random) -> Home:
    """Surname and first name; or "Имя Отчество Фамилия" in fields for "Фамилия Имя Отчество"."""
    turned = chance.random() < 0.3

    def change(one: Someone) -> Someone:
        if turned and one.middle and one.last:
            return replace(one, last=one.first, first=one.middle, middle=one.last)
        return replace(one, last=one.first, first=one.last or one.first)

    return _each(home, change)


def _no_patronymic(home: Home, chance: Random) -> Home:
    return _each(home, lambda one: replace(one, middle=None))


def _latin(home: Home, chance: Random) -> Home:
    custom = chance.randrange(3)
    return _each(home, lambda one: _named(one, lambda name: in_latin(name, custom)))


def _typing(home: Home, chance: Random) -> Home:
    """In three of five surnames, and in somebody's first name."""
    unlucky = chance.randrange(len(home.members))

    def change(place: int, one: Someone) -> Someone:
        last = slip(one.last, chance) if one.last and chance.random() < 0.6 else one.last
        return replace(one, last=last, first=slip(one.first, chance) if place == unlucky else one.first)

    return home.but(members=tuple(change(place, one) for place, one in enumerate(home.members)))


def _other_surname(home: Home, chance: Random) -> Home:
    """The women's, and the children's in two of five families."""
    surname, children = names.often(chance, names.SURNAMES, 20), chance.random() < 0.4

    def change(one: Someone) -> Someone:
        if (one.role == "child" and not children) or (one.role != "child" and not one.woman):
            return one
        return replace(one, last=names.feminine(surname) if one.woman else surname)

    return _each(home, change)


def _day_and_month(home: Home, chance: Random) -> Home:
    def change(one: Someone) -> Someone:
        if one.born_on is None or one.born_on.day > 12:
            return one
        return replace(one, born_on=one.born_on.replace(month=one.born_on.day, day=one.born_on.month))

    return _each(home, change)


def _date_slip(home: Home, chance: Random) -> Home:
    """In three of five dates one digit is another one."""

    def change(one: Someone) -> Someone:
        if one.born_on is None or chance.random() > 0.6:
            return one
        return replace(one, born_on=_other_digit(one.born_on, home.told_on, chance))

    return _each(home, change)


def _other_digit(day: date, until: date, chance: Random) -> date:
    while True:
        typed = list(f"{day:%Y%m%d}")
        typed[chance.choice((3, 5, 6, 7, 7, 3, 2))] = str(chance.randrange(10))
        try:
            found = date(int("".join(typed[:4])), int("".join(typed[4:6])), int("".join(typed[6:])))
        except ValueError:
            continue
        if found != day and date(1940, 1, 1) < found < until:
            return found


def _age(home: Home, chance: Random) -> Home:
    """Every fifth adult's a year wrong."""

    def change(one: Someone) -> Someone:
        if one.born_on is None:
            return one
        day = home.told_on
        years = day.year - one.born_on.year - ((day.month, day.day) < (one.born_on.month, one.born_on.day))
        wrong = chance.choice((-1, 1)) if one.role != "child" and chance.random() < 0.2 else 0
        return replace(one, born_on=None, age=max(years + wrong, 0))

    return _each(home, change)


def _phone(home: Home, chance: Random) -> Home:
    """Another one, none, or one digit wrong."""
    digits = home.phone or phone(chance)
    at = chance.randrange(1, 10)
    wrong = digits[:at] + chance.choice([one for one in "0123456789" if one != digits[at]]) + digits[at + 1 :]
    return home.but(phone=chance.choice((None, phone(chance), wrong)))


def _address(home: Home, chance: Random) -> Home:
    """Moved, none, without the flat, or with a slip in the street's name."""
    if home.place is None:
        return home
    kind = chance.choice(("moved", "none", "no flat", "slip"))
    if kind == "moved":
        return _moved(home, chance)
    if kind == "none":
        return home.but(place=None)
    changes = {"flat": ""} if kind == "no flat" else {"street": slip(home.place.street, chance)}
    return home.but(place=home.place._replace(**changes))


WAYS: dict[str, Way] = {
    "ё written as е": _without_dots,
    "initials": _initials,
    "names exchanged": _exchanged_names,
    "patronymic missing": _no_patronymic,
    "Latin letters": _latin,
    "typing slips": _typing,
    "other surname": _other_surname,
    "day and month exchanged": _day_and_month,
    "slip in birth dates": _date_slip,
    "age instead of date": _age,
    "other phone": _phone,
    "other address": _address,
}


def fits(home: Home, way: str) -> bool:
    """Whether this family can be written another way in this way."""
    if way == "ё written as е":
        return any("ё" in f"{one.last}{one.first}{one.middle}".lower() for one in home.members)
    if way == "day and month exchanged":
        return any(
            one.born_on and one.born_on.day <= 12 and one.born_on.day != one.born_on.month for one in home.members
        )
    return True
