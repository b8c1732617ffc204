"""One length of time as policy: what it usually is, between what it may be, and whose number it is. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass

MINUTES, DAYS, MONTHS = "minutes", "days", "months"

PRACTICE, OURS, ADMINISTRATOR = "practice", "ours", "administrator"

HOUR = 60
DAY = 24 * HOUR
SHORTEST_MONTH = 28 * DAY

_MINUTES_OF = {MINUTES: 1, DAYS: DAY, MONTHS: SHORTEST_MONTH}

Numbers = Mapping[str, int]
"""A length's code → how many of its unit."""


@dataclass(frozen=True)
class Length:
    """One number: what it usually is, its unit, between what it may be, and where what is usual comes from."""

    usual: int
    unit: str
    least: int
    most: int
    source: str = OURS

    def at_least_minutes(self, number: int) -> int:
        """How long it certainly is: a month counts with its shortest."""
        return number * _MINUTES_OF[self.unit]

    def source_of(self, number: int) -> str:
        """Whose number it is: the administrator's when it is not what is usual."""
        return self.source if number == self.usual else ADMINISTRATOR


Known = Mapping[str, Length]
"""Every length that a service has, by code."""


def usual(known: Known) -> dict[str, int]:
    """The numbers that the product comes with."""
    return {code: length.usual for code, length in known.items()}


def errors(known: Known, ends_before: Mapping[str, str], numbers: Numbers) -> dict[str, str]:
    """What is wrong with a whole set of numbers, by code. `ends_before`: what must be shorter than what, as a reminder
    than the time of whose end it reminds."""
    found = {code: "out_of_range" for code, length in known.items() if not _is_possible(length, numbers[code])}
    for near, whole in ends_before.items():
        if known[near].at_least_minutes(numbers[near]) >= known[whole].at_least_minutes(numbers[whole]):
            found.setdefault(near, "not_before_the_end")
    return found


def _is_possible(length: Length, number: int) -> bool:
    return length.least <= number <= length.most
