"""Days, moments and time left as people say them, in the reader's language and time zone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from shared import clock
from shared.ages import full_years
from shared.web.pages.reader import this_reader
from shared.web.pages.words import _, ngettext

SOON = timedelta(days=2)
"""What is due within this time stands out in lists (ours)."""

COUNTED_IN_DAYS, COUNTED_IN_MONTHS = 60, 730
"""Up to so many days the days that are left are counted, then the months, then the years (ours)."""

MONTH, YEAR = 30.44, 365.25
"""Days, on average."""


def day(value: date | datetime | None) -> str:
    """“12 ноября”; with the year where it is not the present one. Empty for none."""
    if value is None:
        return ""
    moment = _local(value).date() if isinstance(value, datetime) else value
    with_year = moment.year != clock.today(this_reader().time_zone).year
    russian = this_reader().language == "ru"
    return str(format_date(moment, "d MMMM y" if with_year else "d MMMM", locale="ru" if russian else "en_GB"))


def period(first: date, last: date | None) -> str:
    """“7 мая – 12 июня”; “с 7 мая” while nobody knows until when."""
    return f"{day(first)} – {day(last)}" if last else _("from %(day)s", day=day(first))


def moment(value: datetime | None) -> str:
    """“24 ноября, 14:30”."""
    return f"{day(value)}, {time(value)}" if value else ""


def time(value: datetime) -> str:
    """“14:30”."""
    return str(format_time(_local(value), "HH:mm", locale="en_GB"))


def typed_day(value: date | datetime | None) -> str:
    """“24.11.2026”, as inputs have it."""
    if value is None:
        return ""
    return f"{_local(value) if isinstance(value, datetime) else value:%d.%m.%Y}"


def until(value: datetime | None) -> str:
    """“by 24 November, 14:30 — 3 hours left”; when it has passed, for how long."""
    if value is None:
        return ""
    left = value - clock.now()
    if left > timedelta(0):
        return _("by %(moment)s — %(left)s", moment=moment(value), left=span_left(left))
    return _("was due %(moment)s — %(time)s late", moment=moment(value), time=span(-left))


def until_day(value: date | None) -> str:
    """The same for a deadline that is a whole day."""
    if value is None:
        return ""
    left = (value - clock.today(this_reader().time_zone)).days
    if left > 0:
        return _("by %(day)s — %(left)s", day=day(value), left=days_left(left))
    if left == 0:
        return _("today, %(day)s", day=day(value))
    return _("was due %(day)s — %(time)s late", day=day(value), time=days(-left))


def span(time: timedelta) -> str:
    """In the largest unit that says enough: minutes below two hours, hours below two days, then days."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(num)s minute", "%(num)s minutes", minutes)
    if minutes < 2 * 24 * 60:
        return ngettext("%(num)s hour", "%(num)s hours", minutes // 60)
    return days(minutes // (24 * 60))


def days(number: int) -> str:
    return ngettext("%(num)s day", "%(num)s days", number)


def span_left(time: timedelta) -> str:
    """“3 hours left”, as `span`; one text, since in Russian the verb goes with the number and the unit."""
    minutes = int(time.total_seconds() // 60)
    if minutes < 120:
        return ngettext("%(num)s minute left", "%(num)s minutes left", minutes)
    if minutes < 2 * 24 * 60:
        return ngettext("%(num)s hour left", "%(num)s hours left", minutes // 60)
    return days_left(minutes // (24 * 60))


def days_left(number: int) -> str:
    """What is far away is said in months or years, to the nearest: the day itself stands beside it."""
    if number > COUNTED_IN_MONTHS:
        return ngettext("about %(num)s year left", "about %(num)s years left", round(number / YEAR))
    if number > COUNTED_IN_DAYS:
        return ngettext("about %(num)s month left", "about %(num)s months left", round(number / MONTH))
    return ngettext("%(num)s day left", "%(num)s days left", number)


def due_class(value: date | datetime | None) -> str:
    """The CSS class of what is due: late, soon, or in time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        left = value - clock.now()
    else:
        left = timedelta(days=(value - clock.today(this_reader().time_zone)).days + 1)
    if left <= timedelta(0):
        return "opora-due opora-due--late"
    return "opora-due opora-due--soon" if left <= SOON else "opora-due"


def age(born_on: date | None, years: int | None = None) -> str:
    """“7 years”, from a birthday or from an age that was said; a baby is “under a year”."""
    if born_on:
        years = full_years(born_on, clock.today(this_reader().time_zone))
    if years is None:
        return ""
    return ngettext("%(num)s year old", "%(num)s years old", years) if years else _("under a year old")


def _local(value: datetime) -> datetime:
    return value.astimezone(ZoneInfo(this_reader().time_zone))
