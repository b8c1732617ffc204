"""What pairings taught about a reason, and how far that moves its weight. docs/matching.md says why. No I/O.

It is about reasons, never about a person: every candidate with the same reason gets the same points.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache

WORTH: Mapping[str, Fraction] = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}

ANSWERS_HELD = 1024
"""More than there are ways in which two sides answer three questions."""

PRIOR_PAIRINGS = 5
"""So many imagined pairings that went as all do stand beside those of a reason: few real ones say little (ours)."""

COUNTED_BY = 5
"""Pairings count by fives, all of them and those of each reason: else whoever reads the figures before and after one
pairing is spoken of would read what was said of it (ours)."""

FURTHEST = Fraction(1, 4)
"""A weight moves by a quarter of itself at most: people set it, experience corrects it (ours)."""

ASKED_AFTER = timedelta(weeks=6)
"""So long after they met both sides are asked how it is, or at the end when that is sooner (ours)."""

WORKER, VOLUNTEER = "worker", "volunteer"
SIDES = (WORKER, VOLUNTEER)

GIVEN_AFTER_END = timedelta(days=90)
"""So long after its end both sides may still say how it was (ours)."""


@dataclass(frozen=True)
class Taught:
    """Of a number of pairings the sum of how good each was, 0 to 1."""

    pairings: int = 0
    good: Fraction = Fraction(0)


@dataclass(frozen=True)
class Experience:
    """Of all pairings of an organisation with feedback, and of those in which each reason held."""

    all: Taught
    by_reason: Mapping[str, Taught]


def goodness(sides: Collection[Mapping[str, str]]) -> Fraction:
    """Of one pairing, 0 to 1: the mean over the sides that answered of the mean of their answers."""
    return _goodness(tuple(tuple(said.values()) for said in sides))


@lru_cache(maxsize=ANSWERS_HELD)
def _goodness(sides: tuple[tuple[str, ...], ...]) -> Fraction:
    means = [sum((WORTH[answer] for answer in said), Fraction(0)) / len(said) for said in sides]
    return sum(means, Fraction(0)) / len(means)


def _total(goods: Iterable[Fraction]) -> Fraction:
    """Their sum, in whole numbers as long as it goes: thousands of fractions take long to add one by one."""
    parts = Counter[int]()
    for good in goods:
        parts[good.denominator] += good.numerator
    return sum((Fraction(part, whole) for whole, part in parts.items()), Fraction(0))


def experience_of(pairings: Iterable[tuple[Collection[str], Fraction]]) -> Experience:
    """`pairings`: for each the reasons for it, and how good it was; in the order in which they began to count."""
    everything, by_reason = list[Fraction](), defaultdict[str, list[Fraction]](list)
    for reasons, good in pairings:
        everything.append(good)
        for reason in set(reasons):
            by_reason[reason].append(good)
    return Experience(_by_fives(everything), {reason: _by_fives(goods) for reason, goods in by_reason.items()})


def _by_fives(goods: Sequence[Fraction]) -> Taught:
    counted = goods[: len(goods) // COUNTED_BY * COUNTED_BY]
    return Taught(len(counted), _total(counted))


def share(experience: Experience, reason: str) -> Fraction:
    """How good pairings with this reason were, drawn towards how good all were (additive smoothing)."""
    taught = experience.by_reason.get(reason, Taught())
    return (taught.good + PRIOR_PAIRINGS * overall(experience)) / (taught.pairings + PRIOR_PAIRINGS)


def overall(experience: Experience) -> Fraction:
    """How good all were; by Laplace's rule never quite 0 or 1."""
    return (experience.all.good + 1) / (experience.all.pairings + 2)


def factor(experience: Experience, reason: str, least: int) -> Fraction:
    """By what the weight of a reason is multiplied: 1 until `least` pairings had it, else 3/4 to 5/4."""
    taught = experience.by_reason.get(reason, Taught())
    if taught.pairings < least:
        return Fraction(1)
    return min(max(share(experience, reason) / overall(experience), 1 - FURTHEST), 1 + FURTHEST)


def moved(points: int, experience: Experience, reason: str, least: int) -> int:
    """The weight after experience, in whole points; never beyond the quarter, even by rounding."""
    exact = points * factor(experience, reason, least)
    lowest, highest = points * (1 - FURTHEST), points * (1 + FURTHEST)
    return min(max(round(exact), -(-lowest.numerator // lowest.denominator)), int(highest))


def may_be_given(introduced_at: datetime | None, ended_at: datetime | None, now: datetime) -> str | None:
    """None when a side may say how it is or was, else why not: `not_introduced` or `too_late`."""
    if introduced_at is None:
        return "not_introduced"
    return "too_late" if ended_at and now - ended_at > GIVEN_AFTER_END else None
