"""Addresses and phones in one form, however they were typed."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from services.referrals.rules.likeness.words import are_near
from shared.search import fold, terms

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[/\\-]")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_STREET = _words(
    """ул улица пр просп проспект пер переулок пл площадь ш шоссе б бул бульвар наб набережная проезд туп тупик аллея
    мкр мкрн микрорайон квартал т тракт"""
)
_TOWN = _words(
    """г гор город пос поселок п пгт с село дер деревня станица ст х хутор обл область р н район край респ республика
    россия рф"""
)
_FLAT = _words("кв квартира комн комната ком пом оф")
_HOUSE = _words("д дом влд владение")
_BUILDING = _words("к корп корпус стр строение лит литера")
_LETTERS = frozenset("абвгде")
_POSTCODE_DIGITS = 6


class Address(NamedTuple):
    """Folded words of the street (or of the village, where there are no streets) in order, and numbers as typed."""

    street: tuple[str, ...]
    house: str
    building: str
    flat: str


class Nearness(Enum):
    """HOUSE: the flat is told in one of two addresses only."""

    SAME = "same"
    HOUSE = "house"
    OTHER = "other"
    UNKNOWN = "unknown"


def phone(typed: str | None) -> str | None:
    """Its digits without +7 or 8."""
    return next(iter(terms([], phones=[typed])), None)


def nearness(one: Address | None, other: Address | None) -> Nearness:
    if one is None or other is None:
        return Nearness.UNKNOWN
    if (one.house, one.building) != (other.house, other.building) or not _same_street(one.street, other.street):
        return Nearness.OTHER
    if one.flat == other.flat:
        return Nearness.SAME
    return Nearness.OTHER if one.flat and other.flat else Nearness.HOUSE


def _same_street(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Perhaps with a slip; the name of the town may stand in one of them."""
    within = set(one) <= set(other) or set(other) <= set(one)
    return within or are_near(" ".join(one), " ".join(other))


@lru_cache(maxsize=20_000)
def address(typed: str | None) -> Address | None:
    """None without a street or a house: nothing can be compared then."""
    parts = [_TOKEN.findall(part) for part in (typed or "").lower().replace("ё", "е").split(",")]
    words: list[str] = []
    numbers = {"house": "", "building": "", "flat": ""}
    for part in _without_towns([part for part in parts if part]):
        _read(part, words, numbers)
    if not words or not numbers["house"]:
        return None
    return Address(tuple(sorted(fold(word) for word in words)), **numbers)


def _without_towns(parts: list[list[str]]) -> list[list[str]]:
    """Parts that name town, district or region are left out, unless nothing else names a place."""
    rest = [part for part in (_without_town(part) for part in parts) if part]
    named = [part for part in rest if not _STREET.isdisjoint(part)]
    if named:
        rest = [part for part in rest if part in named or any(sign.isdigit() for sign in part)]
    return rest if any(_is_name(sign) for part in rest for sign in part) else parts


def _is_name(sign: str) -> bool:
    return len(sign) > 1 and sign.isalpha() and sign not in _STREET | _TOWN | _FLAT | _HOUSE | _BUILDING


def _without_town(part: list[str]) -> list[str]:
    """ "г Энск ул Садовая" is "ул Садовая"; "Лесной район" is nothing."""
    if part[-1] in _TOWN or part[-2:] == ["р", "н"] or part[-3:] == ["р", "-", "н"]:
        return []
    if part[0] in _TOWN or (part[0] == "д" and len(part) > 1 and not part[1].isdigit()):
        return part[2:]
    return part


def _read(part: list[str], words: list[str], numbers: dict[str, str]) -> None:
    """One part between commas; numbers without a mark are house, then flat; after a stroke, the building."""
    mark = ""
    for place, sign in enumerate(part):
        before, after = "".join(part[place - 1 : place]), "".join(part[place + 1 : place + 2])
        if sign.isdigit():
            _number(sign, mark, after, words, numbers)
            mark = ""
        elif _is_letter_of_house(sign, before, after, numbers["house"]):
            numbers["house"] += sign
        else:
            mark = _mark(sign, after) or mark
            words += [sign] if _is_name(sign) else []


def _number(sign: str, mark: str, after: str, words: list[str], numbers: dict[str, str]) -> None:
    if len(sign) == _POSTCODE_DIGITS and not numbers["house"]:
        return
    if not mark and not numbers["house"] and _is_name(after):
        words.append(sign)  # "8 Марта", "50 лет Октября"
        return
    field = mark or ("flat" if numbers["house"] else "house")
    numbers[field] = numbers[field] or sign.lstrip("0") or "0"


def _is_letter_of_house(sign: str, before: str, after: str, house: str) -> bool:
    """The "а" of "14а"; the "д" of "ул. Мира 5, д. 3" is none."""
    return bool(house) and before == house and sign in _LETTERS and not (sign == "д" and after.isdigit())


def _mark(sign: str, after: str) -> str:
    """What the next number is."""
    if sign in _FLAT:
        return "flat"
    if sign in _BUILDING or sign in "/\\":
        return "building"
    return "house" if sign in _HOUSE and after.isdigit() else ""
