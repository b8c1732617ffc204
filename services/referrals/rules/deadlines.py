"""When the receiver is to have answered a referral and the sender a question, and who is told of it when."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

Lengths = Mapping[str, int]
"""The numbers of `rules.lengths` that hold for a referral."""


class AnswerTimes(NamedTuple):
    """The moments of one start of the time to answer."""

    near_at: datetime
    due_at: datetime
    escalated_at: datetime
    """When the sender is told that nobody answered."""


def answer_times(start: datetime, urgency: str, lengths: Lengths) -> AnswerTimes:
    due_at = start + _minutes(lengths[f"answer_{urgency}"])
    near_at = due_at - _minutes(lengths[f"near_{urgency}"])
    return AnswerTimes(near_at, due_at, due_at + _minutes(lengths[f"escalation_{urgency}"]))


def escalated_again_at(before: datetime, now: datetime, lengths: Lengths) -> datetime:
    """The same hour of a later day: what a worker that was away missed is told once, not many times."""
    every = _minutes(lengths["escalation_again"])
    return before + ((now - before) // every + 1) * every


def called_again_at(now: datetime, lengths: Lengths) -> datetime:
    """Whoever is called has this long to acknowledge, however late the call was."""
    return now + _minutes(lengths["duty_call"])


def reply_by(asked_at: datetime, time_zone: str, lengths: Lengths) -> datetime:
    """The end of the last calendar day for a reply (the third after the question), in the sender's time zone."""
    return _end_of_day(_day(asked_at, time_zone) + timedelta(days=lengths["reply"]), time_zone)


def reply_near_at(asked_at: datetime, time_zone: str, lengths: Lengths) -> datetime:
    """The end of an earlier day: of the one before the last."""
    days = lengths["reply"] - lengths["reply_near"]
    return _end_of_day(_day(asked_at, time_zone) + timedelta(days=days), time_zone)


def _minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def _day(moment: datetime, time_zone: str) -> date:
    return moment.astimezone(ZoneInfo(time_zone)).date()


def _end_of_day(day: date, time_zone: str) -> datetime:
    """The midnight that ends it."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(ZoneInfo("UTC"))
