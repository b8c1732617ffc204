"""A region of invented families: some told of twice, some with another that looks like them."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.support.families.corruptions import WAYS, again, fits
from tests.support.families.invent import Home, Someone, family
from tests.support.families.traps import GROUP, GROUPED, TRAPS, prepared
from tests.support.families.writing import address, phone


@dataclass(frozen=True)
class Region:
    """`homes` in the order in which they are referred. Pairs are of places in that list, the smaller first.

    `same`: pair → the corruption between them. `traps`: pair → why they only look alike.
    """

    homes: list[Home]
    same: dict[tuple[int, int], str]
    traps: dict[tuple[int, int], str]


def invented(seed: int, families: int) -> Region:
    """`families` referrals in all: of a hundred, 27 repeat another one, and about 10 are traps."""
    chance = Random(seed)
    each, trapped = families * 27 // 100 // len(WAYS), families * 10 // 100 // len(TRAPS)
    homes: list[Home] = []
    same: dict[tuple[int, int], str] = {}
    traps: dict[tuple[int, int], str] = {}
    for way in WAYS:
        for _ in range(each):
            _told_twice(homes, same, way, chance)
    for trap in TRAPS:
        _set(homes, traps, trap, trapped, chance)
    while len(homes) < families:
        homes.append(family(chance, len(homes)))
    return _shuffled(homes, same, traps, chance)


def _told_twice(homes: list[Home], same: dict[tuple[int, int], str], way: str, chance: Random) -> None:
    home = family(chance, len(homes))
    while not fits(home, way):
        home = family(chance, len(homes))
    same[len(homes), len(homes) + 1] = way
    homes += [home, again(home, way, chance)]


def _set(homes: list[Home], traps: dict[tuple[int, int], str], trap: str, number: int, chance: Random) -> None:
    """`number` families that look like others."""
    size = GROUP if trap in GROUPED else 2
    for _ in range(max(number // (size - 1), 1)):
        first = len(homes)
        home = prepared(family(chance, first), trap, chance)
        homes.append(home)
        for _ in range(size - 1):
            homes.append(TRAPS[trap](home, len(homes), chance))
        among = range(first, len(homes))
        traps |= {(one, other): trap for one in among for other in among if one < other}


def _shuffled(
    homes: list[Home], same: dict[tuple[int, int], str], traps: dict[tuple[int, int], str], chance: Random
) -> Region:
    order = list(range(len(homes)))
    chance.shuffle(order)
    now = {before: place for place, before in enumerate(order)}

    def moved(pairs: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
        return {(min(now[a], now[b]), max(now[a], now[b])): why for (a, b), why in pairs.items()}

    return Region([homes[before] for before in order], moved(same), moved(traps))


def written(home: Home) -> dict[str, Any]:
    """The `family` of a referral's body."""
    return {
        "kind": "blood",
        "district": home.district,
        "address": address(home.place, home.address_style) if home.place else None,
        "phone": phone(home.phone, home.phone_style) if home.phone else None,
        "members": [_member(one) for one in home.members],
    }


def _member(one: Someone) -> dict[str, Any]:
    born = one.born_on.isoformat() if one.born_on else None
    named = {"last_name": one.last, "first_name": one.first, "middle_name": one.middle}
    return {"role": one.role, **named, "born_on": born, "age": one.age}
