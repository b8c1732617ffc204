"""Dates of birth and ages of two people, as typed on two days."""

from datetime import date, timedelta
from enum import Enum
from typing import Protocol

from rapidfuzz.distance import OSA

LOOSE = timedelta(days=365)
"""An age is often reckoned in one's head: a year more or less is near. Ours."""


class Born(Enum):
    """How two people's birth compares. OTHER: two dates, and no slip explains the difference."""

    SAME = "same"
    EXCHANGED = "exchanged"
    SLIP = "slip"
    AGE_FITS = "age_fits"
    AGE_NEAR = "age_near"
    UNKNOWN = "unknown"
    AGE_OTHER = "age_other"
    OTHER = "other"


class Aged(Protocol):
    @property
    def born_on(self) -> date | None: ...
    @property
    def age(self) -> int | None: ...
    @property
    def on(self) -> date: ...


def born(one: Aged, other: Aged) -> Born:
    if one.born_on and other.born_on:
        return dates(one.born_on, other.born_on)
    ours, theirs = span(one), span(other)
    if ours is None or theirs is None:
        return Born.UNKNOWN
    apart = max(ours[0] - theirs[1], theirs[0] - ours[1])
    if apart <= timedelta(0):
        return Born.AGE_FITS
    return Born.AGE_NEAR if apart <= LOOSE else Born.AGE_OTHER


def dates(one: date, other: date) -> Born:
    """A slip is one wrong digit, two neighbours exchanged, a day or a year more or less."""
    if one == other:
        return Born.SAME
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return Born.EXCHANGED
    a_day = abs(one - other) == timedelta(days=1)
    a_year = abs(one.year - other.year) == 1 and (one.month, one.day) == (other.month, other.day)
    return Born.SLIP if a_day or a_year or OSA.distance(f"{one:%Y%m%d}", f"{other:%Y%m%d}") == 1 else Born.OTHER


def span(person: Aged) -> tuple[date, date] | None:
    """The first and last day on which they may be born; None when nothing is known."""
    if person.born_on:
        return person.born_on, person.born_on
    if person.age is None:
        return None
    return _years_before(person.on, person.age + 1) + timedelta(days=1), _years_before(person.on, person.age)


def _years_before(day: date, years: int) -> date:
    """29 February counts as 28 February in a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
