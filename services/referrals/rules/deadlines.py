"""How long the receiver may take to answer a referral, and the sender to answer a question."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ANSWER = {"immediate": timedelta(hours=24), "urgent": timedelta(days=3), "routine": timedelta(days=10)}
"""Time to answer by urgency, counted from the instant of submission. Ours, not the practice's."""

REPLY_DAYS = 3
"""Calendar days for the sender's answer to a question. Ours."""

NEAR_LONG = timedelta(days=7)
NEAR_SHORT = timedelta(days=1)
SHORT = timedelta(days=3)
VERY_SHORT = timedelta(days=1)
QUARTER = 4


def near_before(length: timedelta) -> timedelta:
    """How long before its end a deadline is near: 7 days; 1 day up to 3 days; a quarter up to 1 day. Ours."""
    if length <= VERY_SHORT:
        return length / QUARTER
    return NEAR_SHORT if length <= SHORT else NEAR_LONG


def reply_by(asked_at: datetime, time_zone: str) -> datetime:
    """The end of the third calendar day after the question, in the sender's time zone."""
    return _end_of_day(_reply_day(asked_at, time_zone), time_zone)


def reply_near_at(asked_at: datetime, time_zone: str) -> datetime:
    """The end of the day before the last one."""
    before = near_before(timedelta(days=REPLY_DAYS))
    return _end_of_day(_reply_day(asked_at, time_zone) - before, time_zone)


def _reply_day(asked_at: datetime, time_zone: str) -> date:
    return asked_at.astimezone(ZoneInfo(time_zone)).date() + timedelta(days=REPLY_DAYS)


def _end_of_day(day: date, time_zone: str) -> datetime:
    """The midnight that ends it."""
    zone = ZoneInfo(time_zone)
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(ZoneInfo("UTC"))
