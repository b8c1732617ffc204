"""Who is ready for how many wishes: free places spread over districts as far as they go. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Free:
    """Someone ready, with so many free places, in any of their districts."""

    places: int
    districts: frozenset[str]


def unserved(needed: Mapping[str, int], free: Sequence[Free]) -> dict[str, int]:
    """By district how many wishes stay without anyone when the places are spread so that as few as possible do.

    A family that covers two districts is counted once: its place goes to the one that needs it (augmenting paths).
    """
    given: list[list[str]] = [[] for _ in free]
    short = dict.fromkeys(needed, 0)
    for district in sorted(needed):
        for _ in range(needed[district]):
            if not _place(district, free, given, set()):
                short[district] += 1
    return short


def _place(district: str, free: Sequence[Free], given: list[list[str]], tried: set[int]) -> bool:
    """Give this district a place, if need be by moving the wish of another district to somebody else."""
    for index, one in enumerate(free):
        if index in tried or district not in one.districts:
            continue
        tried.add(index)
        if len(given[index]) < one.places or _moves_on(index, free, given, tried):
            given[index].append(district)
            return True
    return False


def _moves_on(index: int, free: Sequence[Free], given: list[list[str]], tried: set[int]) -> bool:
    for other in dict.fromkeys(given[index]):
        if _place(other, free, given, tried):
            given[index].remove(other)
            return True
    return False
