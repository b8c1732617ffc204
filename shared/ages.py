"""Ages in whole years, and which of them people in a family's parts can have. Pure; one rule for all services."""

from datetime import date

OF_AGE = 18
"""A child is under 18 on the day of the fact (practice: how each figure is counted)."""

OLDEST = 120
YOUNGEST_PARENT = 12
CHILD = "child"
PARENTS = ("mother", "father", "guardian")
ELDERS = (*PARENTS, "grandparent")


def full_years(since: date, day: date) -> int:
    """Whole years from `since` to `day`; negative when `day` is earlier."""
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


def is_possible(role: str, age: int, *, comes_in: bool = True) -> bool:
    """Whether who has this part in a family can be that old. Who came in as a child (not `comes_in`) may have come of
    age since: a child that is of age is refused only of a newcomer."""
    too_young = role in ELDERS and age < YOUNGEST_PARENT
    too_old = age > OLDEST or (comes_in and role == CHILD and age >= OF_AGE)
    return not (too_young or too_old)
