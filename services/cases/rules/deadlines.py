"""Which deadlines a case has, from its facts and the policy under which each began.

A deadline starts on the day that the entry states, not on the day it was typed. Calendar days; months by the same
day number, else the month's last day; a day ends at midnight in the organisation's time zone.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.cases.rules.lengths import NEARS, STEPS, code_of
from services.cases.rules.states import at_least
from shared.deadlines import lengths
from shared.deadlines.lengths import Numbers

DAY = timedelta(days=1)

PolicyOf = Callable[[str, date], Numbers]
"""The numbers that hold for the deadline of this kind that starts on this day."""

_USUAL = lengths.usual({**STEPS, **NEARS})


def usual(kind: str, starts_on: date) -> Numbers:
    """As long as no administrator changed anything."""
    return _USUAL


@dataclass(frozen=True)
class Length:
    """How long one deadline runs, and how long before its end it is near: `near_days` back to the beginning of a day,
    or `near_minutes` back from the very end."""

    days: int = 0
    months: int = 0
    near_days: int = 0
    near_minutes: int = 0

    @classmethod
    def of(cls, code: str, numbers: Numbers) -> "Length":
        """By the numbers of a policy, in the units that `rules.lengths` says."""
        near = f"near_{code}"
        told = {STEPS[code].unit: numbers[code], f"near_{NEARS[near].unit}": numbers[near]}
        return cls(**told)

    def after(self, day: date) -> date:
        return add_months(day, self.months) + timedelta(days=self.days)


@dataclass(frozen=True)
class CaseFacts:
    """What counts in the present round of a case: since it was opened, or since it was last reopened.

    `began_in` is the state in which the round began: steps taken before count as taken on `began_on`.
    The lists hold the stated days of entries that are not annulled; `contacts` only those who reached the family.
    """

    urgency: str
    began_on: date
    began_in: str = "opened"
    contacts: Sequence[date] = ()
    signed_on: date | None = None
    assessments: Sequence[date] = ()
    planned_on: date | None = None
    reviews: Sequence[date] = ()
    closed_on: date | None = None
    follow_ups: Sequence[date] = ()

    def began_after(self, step: str) -> bool:
        return at_least(self.began_in, step)


@dataclass(frozen=True)
class Due:
    """One start of one deadline."""

    kind: str
    starts_on: date
    due_on: date
    met_on: date | None
    length: Length


@dataclass(frozen=True)
class Start:
    """That a deadline began, and when it was met; how long it runs is the policy's to say."""

    kind: str
    starts_on: date
    met_on: date | None


def present(facts: CaseFacts, policy_of: PolicyOf = usual) -> list[Due]:
    """The deadlines of a case as they now stand, at most one of a kind, in the order of the work.

    A closed case has those that were met, and its follow-up.
    """
    return [_due(start, facts.urgency, policy_of(start.kind, start.starts_on)) for start in _starts(facts)]


def _due(start: Start, urgency: str, numbers: Numbers) -> Due:
    length = Length.of(code_of(start.kind, urgency), numbers)
    return Due(start.kind, start.starts_on, length.after(start.starts_on), start.met_on, length)


def _starts(facts: CaseFacts) -> list[Start]:
    found = [*_getting_to_know(facts), *_assessing(facts), *_planning(facts), *_supporting(facts)]
    if facts.closed_on is None:
        return found
    follow_up = Start("follow_up", facts.closed_on, _first(facts.follow_ups))
    return [*(start for start in found if start.met_on), follow_up]


def _getting_to_know(facts: CaseFacts) -> list[Start]:
    if facts.began_after("agreed"):
        return [] if facts.signed_on else [Start("agreement", facts.began_on, None)]
    return [
        Start("first_contact", facts.began_on, _first(facts.contacts)),
        Start("agreement", facts.began_on, facts.signed_on),
    ]


def _assessing(facts: CaseFacts) -> list[Start]:
    agreed_on = _agreed_on(facts)
    if agreed_on is None or facts.began_after("assessed"):
        return []
    return [Start("assessment", agreed_on, _first(facts.assessments))]


def _planning(facts: CaseFacts) -> list[Start]:
    assessed_on = facts.began_on if facts.began_after("assessed") else _first(facts.assessments)
    if assessed_on is None or facts.began_after("planned"):
        return []
    return [Start("plan", assessed_on, facts.planned_on)]


def _supporting(facts: CaseFacts) -> list[Start]:
    """The present review starts at the last one, or at the valid plan; the closure at the agreement."""
    planned_on = facts.began_on if facts.began_after("planned") else facts.planned_on
    review = [Start("review", max([planned_on, *facts.reviews]), None)] if planned_on else []
    agreed_on = _agreed_on(facts)
    closure = [Start("closure", agreed_on, facts.closed_on)] if agreed_on else []
    return [*review, *closure]


def _agreed_on(facts: CaseFacts) -> date | None:
    return facts.began_on if facts.began_after("agreed") else facts.signed_on


def _first(days: Sequence[date]) -> date | None:
    return min(days, default=None)


def add_months(day: date, months: int) -> date:
    """The same day number, else the month's last day: 31 August + 6 months is 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def passes_at(due_on: date, time_zone: str) -> datetime:
    """The midnight with which the day ends, in UTC."""
    return _midnight(due_on + DAY, time_zone)


def nears_at(due: Due, time_zone: str) -> datetime:
    if due.length.near_minutes:
        return passes_at(due.due_on, time_zone) - timedelta(minutes=due.length.near_minutes)
    return _midnight(due.due_on - timedelta(days=due.length.near_days), time_zone)


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)
