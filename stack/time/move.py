"""Reading what an operator says of time: `+6months`, `+3days`, `+36hours`, `to 2027-05-01`."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.clock import DEFAULT_TIME_ZONE

AT_MOST = timedelta(days=3660)
"""Ahead of system time in all: far enough for every deadline and follow-up, and no date runs out."""

_FORM = re.compile(r"\+(\d{1,4}) ?(hour|day|week|month|year)s?")
_ZONE = ZoneInfo(DEFAULT_TIME_ZONE)


class Refused(Exception):
    """One line that says what may be said."""


def target(said: Sequence[str], present: datetime, system: datetime) -> datetime:
    """The moment to which time shall go. A date or a number of months keeps the time of day. Raises Refused."""
    moment = _on_day(said[1], present) if len(said) == 2 and said[0] == "to" else _later(" ".join(said), present)
    if moment <= present:
        raise Refused(f"time never goes back: it is {shown(present)}")
    if moment > system + AT_MOST:
        raise Refused("no farther than ten years ahead")
    return moment


def shown(moment: datetime) -> str:
    """As people there read their clocks."""
    return f"{moment.astimezone(_ZONE):%Y-%m-%d %H:%M}"


def _on_day(text: str, present: datetime) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is no date: for example 2027-05-01") from None
    return _same_hour(day, present)


def _later(text: str, present: datetime) -> datetime:
    if text.startswith("-"):
        raise Refused(f"time never goes back: it is {shown(present)}")
    found = _FORM.fullmatch(text)
    if not found:
        raise Refused(f"“{text}” is not understood: +36hours, +3days, +2weeks, +6months, +1year, or to 2027-05-01")
    number, unit = int(found[1]), found[2]
    if unit in ("month", "year"):
        return _same_hour(_months_later(present, number * (12 if unit == "year" else 1)), present)
    return present + timedelta(**{f"{unit}s": number})


def _months_later(present: datetime, months: int) -> date:
    """The last day of a month that is too short."""
    day = present.astimezone(_ZONE).date()
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year - 1:
        raise Refused("no farther than ten years ahead")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _same_hour(day: date, present: datetime) -> datetime:
    return datetime.combine(day, present.astimezone(_ZONE).time(), _ZONE)
