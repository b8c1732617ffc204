"""When somebody can be away, and who can stand in. No I/O."""

from collections.abc import Collection
from datetime import date, timedelta

from shared.codes import DEPUTISED_ROLES, CodeList, Text

ENTERING = ("supervisor", "coordinator", "organisation_administrator")
"""Who enters the absence of a colleague; everybody enters their own."""

BACKDATED_AT_MOST = timedelta(days=14)
"""Ours: who fell ill tells it some days later. Nothing that was done meanwhile becomes a deputy's."""
LENGTH_AT_MOST = timedelta(days=400)
AHEAD_AT_MOST = timedelta(days=400)
"""Ours: a year's leave and some. Who stays away longer hands their work over."""

PLANNED, STANDING, OVER, CALLED_OFF = "planned", "standing", "over", "called_off"
ABSENCE_STATES = CodeList(
    "absence_states",
    {
        PLANNED: Text("Предстоит", "Ahead"),
        STANDING: Text("Сейчас отсутствует", "Away now"),
        OVER: Text("Закончилось", "Over"),
        CALLED_OFF: Text("Отменено", "Called off"),
    },
)


def state_of(from_on: date, last_on: date, today: date) -> str:
    """One of `ABSENCE_STATES`."""
    if last_on < from_on:
        return CALLED_OFF
    if last_on < today:
        return OVER
    return STANDING if from_on <= today else PLANNED


def day_errors(from_on: date, until_on: date, today: date) -> dict[str, list[str]]:
    """`today` where the person is. At least today or a later day belongs to it."""
    found: dict[str, list[str]] = {}
    if not today - BACKDATED_AT_MOST <= from_on <= today + AHEAD_AT_MOST:
        found["from_on"] = ["out_of_range"]
    if until_on < from_on:
        found["until_on"] = ["before_start"]
    elif until_on < today:
        found["until_on"] = ["in_past"]
    elif until_on - from_on >= LENGTH_AT_MOST:
        found["until_on"] = ["out_of_range"]
    return found


def last_day_when_ended(from_on: date, today: date) -> date:
    """Back today: yesterday was the last day away. Before it began: the day before it, so that it never was."""
    return max(from_on, today) - timedelta(days=1)


def share_work(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two people have a role in common in which one can stand in for the other."""
    return not DEPUTISED_ROLES.isdisjoint(set(one) & set(other))
