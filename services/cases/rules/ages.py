"""Who is a child on the day of a fact, as far as it is known when they were born."""

from datetime import date

from shared.ages import CHILD, OF_AGE, PARENTS, full_years


def age_on(day: date, born_on: date | None, age: int | None, aged_on: date | None) -> int | None:
    """Age in whole years; None when neither a date of birth nor an age is known.

    An age that was told on `aged_on` grows by one with each whole year since: the true age is that, or one more.
    """
    if born_on is not None:
        return full_years(born_on, day)
    if age is None or aged_on is None:
        return None
    return max(0, age + full_years(aged_on, day))


def is_born(day: date, born_on: date | None, age: int | None, aged_on: date | None) -> bool:
    """False where `day` is certainly before the birth."""
    if born_on is not None:
        return born_on <= day
    return age is None or aged_on is None or age + full_years(aged_on, day) >= -1


def is_child(role: str, age: int | None) -> bool:
    """By age where it is known, else by the place in the family."""
    return age < OF_AGE if age is not None else role == CHILD


def may_sign(role: str, age: int | None) -> bool:
    """Adults sign an agreement; so does a parent who is not yet of age, or their family could have none."""
    return role in PARENTS or not is_child(role, age)
