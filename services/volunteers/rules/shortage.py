"""Who is ready for how many wishes: free places spread over districts as far as they go. No I/O."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Free:
    """Someone ready, with so many free places, in any of their districts."""

    places: int
    districts: frozenset[str]


class _Step(NamedTuple):
    """A wish of this district comes to somebody; `by` gave it away for that, None for the wish that is new."""

    district: str
    by: int | None


def unserved(needed: Mapping[str, int], free: Sequence[Free]) -> dict[str, int]:
    """By district how many wishes stay without anyone when the places are spread so that as few as possible do.

    A family that covers two districts is counted once: its place goes to the one that needs it.
    """
    spread = _Spread(free)
    return {district: many - spread.serve(district, many) for district, many in sorted(needed.items())}


class _Spread:
    """Wishes given to those who are free, one after the other, along the shortest augmenting path of each."""

    def __init__(self, free: Sequence[Free]) -> None:
        self.room = [one.places for one in free]
        self.given: list[Counter[str]] = [Counter() for _ in free]
        self.there = defaultdict[str, list[int]](list)
        for index, one in enumerate(free):
            for district in one.districts:
                self.there[district].append(index)

    def serve(self, district: str, many: int) -> int:
        """How many of so many wishes get a place; when one gets none, none of the same district after it does."""
        return next((served for served in range(many) if not self._place(district)), many)

    def _place(self, district: str) -> bool:
        """Give this district a place, if need be by moving wishes of other districts on to somebody else."""
        steps: dict[int, _Step] = {}
        looked, waiting = {district}, deque(self._new_steps(steps, _Step(district, None)))
        while waiting:
            index = waiting.popleft()
            if self.room[index]:
                self._move(steps, index)
                return True
            for other in [one for one in self.given[index] if one not in looked]:
                looked.add(other)
                waiting.extend(self._new_steps(steps, _Step(other, index)))
        return False

    def _new_steps(self, steps: dict[int, _Step], step: _Step) -> list[int]:
        """Who could take this wish and was not thought of yet."""
        found = [index for index in self.there[step.district] if index not in steps]
        steps.update(dict.fromkeys(found, step))
        return found

    def _move(self, steps: Mapping[int, _Step], last: int) -> None:
        """Everybody on the way takes one wish and gives away another; the last one takes it into a free place."""
        self.room[last] -= 1
        index: int | None = last
        while index is not None:
            district, giver = steps[index]
            self.given[index][district] += 1
            if giver is not None:
                self.given[giver] -= Counter({district: 1})
            index = giver
