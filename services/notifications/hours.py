"""When a message goes out: at once, or when its reader wishes. No input or output; `now` is system time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.notifications.table import AT_ONCE, EMAIL

GATHERED_FROM = 3
"""Ours: so many messages about one matter go out one by one; what follows soon after comes together."""


@dataclass(frozen=True)
class Wishes:
    """Of one reader. Times of the day are "HH:MM" in `time_zone` (IANA)."""

    time_zone: str
    quiet: tuple[str, str] | None = None
    digest_at: str | None = None
    gather: timedelta = timedelta()


def waits_for_nothing(type_: str) -> bool:
    return type_ in AT_ONCE


def in_digest(type_: str, channel: str, wishes: Wishes) -> bool:
    """Whether it comes in the daily mail."""
    return channel == EMAIL and wishes.digest_at is not None and not waits_for_nothing(type_)


def due(type_: str, channel: str, now: datetime, wishes: Wishes, recent: int) -> datetime:
    """`recent`: how many messages about this matter the reader was sent by this channel within `wishes.gather`."""
    if waits_for_nothing(type_):
        return now
    if in_digest(type_, channel, wishes):
        return next_time(now, wishes.digest_at or "", wishes.time_zone)
    return after_quiet(now + (wishes.gather if recent >= GATHERED_FROM else timedelta()), wishes)


def after_quiet(moment: datetime, wishes: Wishes) -> datetime:
    """The moment, or when it lies in the quiet hours, their end."""
    if wishes.quiet is None or not is_quiet(moment, wishes.quiet, wishes.time_zone):
        return moment
    return next_time(moment, wishes.quiet[1], wishes.time_zone)


def is_quiet(moment: datetime, quiet: tuple[str, str], time_zone: str) -> bool:
    """By the clock on the wall there. Quiet hours that end before they begin go over midnight."""
    begins, ends = quiet
    return lies_between(f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}", begins, ends)


def lies_between(clock_time: str, begins: str, ends: str) -> bool:
    if begins <= ends:
        return begins <= clock_time < ends
    return clock_time >= begins or clock_time < ends


def next_time(moment: datetime, clock_time: str, time_zone: str) -> datetime:
    """When the clock on the wall shows this next. A time that the change to summer time leaves out comes an hour later,
    one that comes twice counts as it comes first, unless that is over."""
    zone, tzinfo = ZoneInfo(time_zone), moment.tzinfo
    today, at = moment.astimezone(zone).date(), time.fromisoformat(clock_time)
    for days in range(3):
        day = datetime.combine(today + timedelta(days=days), at, zone)
        for candidate in (day.replace(fold=0).astimezone(tzinfo), day.replace(fold=1).astimezone(tzinfo)):
            # Of a time that is left out, fold=1 would be an hour too early.
            if candidate > moment and candidate.astimezone(zone).replace(tzinfo=None) >= day.replace(tzinfo=None):
                return candidate
    raise AssertionError("every time of the day comes within two days")
