"""Days and hours of the sample region's past, counted from the present."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Moscow")
OPENS = time(9)
EXACT_WITHIN_DAYS = 14
"""What happened in the last two weeks is so many times 24 hours ago, so that what stands today stands; what is older
happened on working days."""

HALF_A_WORKING_DAY = timedelta(hours=5)
_YEAR = timedelta(days=365, hours=6)
SATURDAY = 5


@dataclass(frozen=True)
class Calendar:
    """`present`: the moment at which the region is made; nothing of it is later."""

    present: datetime

    @property
    def today(self) -> date:
        return self.present.astimezone(ZONE).date()

    def moment(self, days_ago: float, minutes: int = 0) -> datetime:
        """A moment so many days before the present; older ones in office hours, `minutes` (at most half a working day)
        after nine, and later on that day by the fraction of a day that is missing to a whole one."""
        if days_ago <= EXACT_WITHIN_DAYS:
            return min(self.present - timedelta(days=days_ago) + timedelta(minutes=minutes / 60), self.present)
        whole = ceil(days_ago)
        day = _working_day(self.today - timedelta(days=whole))
        later = timedelta(minutes=minutes) + HALF_A_WORKING_DAY * (whole - days_ago)
        return (datetime.combine(day, OPENS, ZONE) + later).astimezone(UTC)

    @staticmethod
    def after(moment: datetime, days: int) -> date:
        return day_of(moment) + timedelta(days=days)

    def birthday(self, age: float) -> date:
        """Of somebody who is so many years old today."""
        return self.today - timedelta(days=int(age * _YEAR.total_seconds() // 86_400))


def _working_day(day: date) -> date:
    """Friday instead of a weekend's day: never later, so that the order of days stays."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def day_of(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
