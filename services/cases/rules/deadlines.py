"""Which deadlines a case has, from its facts alone. Numbers marked "practice" are the practice's, the others ours.

A deadline starts on the day that the entry states, not on the day it was typed. Calendar days; months by the same
day number, else the month's last day; a day ends at midnight in the organisation's time zone.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.cases.rules.states import at_least


@dataclass(frozen=True)
class Length:
    days: int = 0
    months: int = 0

    def after(self, day: date) -> date:
        return add_months(day, self.months) + timedelta(days=self.days)

    @property
    def at_most_days(self) -> int:
        """Near the end is told by the length; a month counts with its longest."""
        return self.days + 31 * self.months


FIRST_CONTACT = Length(days=3)  # ours
FIRST_CONTACT_IMMEDIATE = Length(days=1)  # ours
AGREEMENT = Length(days=14)  # ours
ASSESSMENT = Length(days=21)  # practice: within 21 days of the agreement
PLAN = Length(days=14)  # ours
REVIEW = Length(months=6)  # practice: at least every 6 months
CLOSURE = Length(months=36)  # practice: support lasts 1 to 3 years on average
FOLLOW_UP = Length(months=6)  # ours, after the practice's completion stage of 6 months

NEAR = timedelta(days=7)  # ours
NEAR_SHORT = timedelta(days=1)  # ours: where the length is 3 days or less
SHORT_DAYS = 3
DAY = timedelta(days=1)


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


def present(facts: CaseFacts) -> list[Due]:
    """The deadlines of a case as they now stand, at most one of a kind, in the order of the work.

    A closed case has those that were met, and its follow-up.
    """
    found = [*_getting_to_know(facts), *_assessing(facts), *_planning(facts), *_supporting(facts)]
    if facts.closed_on is None:
        return found
    follow_up = _due("follow_up", facts.closed_on, FOLLOW_UP, _first(facts.follow_ups))
    return [*(due for due in found if due.met_on), follow_up]


def _getting_to_know(facts: CaseFacts) -> list[Due]:
    if facts.began_after("agreed"):
        return [] if facts.signed_on else [_due("agreement", facts.began_on, AGREEMENT, None)]
    first_contact = FIRST_CONTACT_IMMEDIATE if facts.urgency == "immediate" else FIRST_CONTACT
    return [
        _due("first_contact", facts.began_on, first_contact, _first(facts.contacts)),
        _due("agreement", facts.began_on, AGREEMENT, facts.signed_on),
    ]


def _assessing(facts: CaseFacts) -> list[Due]:
    agreed_on = _agreed_on(facts)
    if agreed_on is None or facts.began_after("assessed"):
        return []
    return [_due("assessment", agreed_on, ASSESSMENT, _first(facts.assessments))]


def _planning(facts: CaseFacts) -> list[Due]:
    assessed_on = facts.began_on if facts.began_after("assessed") else _first(facts.assessments)
    if assessed_on is None or facts.began_after("planned"):
        return []
    return [_due("plan", assessed_on, PLAN, facts.planned_on)]


def _supporting(facts: CaseFacts) -> list[Due]:
    """The present review starts at the last one, or at the valid plan; the closure at the agreement."""
    planned_on = facts.began_on if facts.began_after("planned") else facts.planned_on
    review = [_due("review", max([planned_on, *facts.reviews]), REVIEW, None)] if planned_on else []
    agreed_on = _agreed_on(facts)
    closure = [_due("closure", agreed_on, CLOSURE, facts.closed_on)] if agreed_on else []
    return [*review, *closure]


def _agreed_on(facts: CaseFacts) -> date | None:
    return facts.began_on if facts.began_after("agreed") else facts.signed_on


def _due(kind: str, starts_on: date, length: Length, met_on: date | None) -> Due:
    return Due(kind, starts_on, length.after(starts_on), met_on, length)


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
    """The beginning of the day 7 days before it is due, 1 day where the length is 3 days or less; where the length
    is 1 day, a quarter of it before it passes."""
    if due.length.at_most_days <= 1:
        return passes_at(due.due_on, time_zone) - DAY / 4
    near = NEAR_SHORT if due.length.at_most_days <= SHORT_DAYS else NEAR
    return _midnight(due.due_on - near, time_zone)


def _midnight(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)
