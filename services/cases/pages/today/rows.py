"""One thing to do, whatever it is, as the page of today shows it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.cases.model import Case
from services.cases.pages.people import surnames_by_case
from shared import clock
from shared.web.pages import _, dates
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

AT_MOST = 50
"""Of one kind: whoever has more looks at the list of families."""

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """`due`: by when, a day or a moment; `origin`: where that comes from; `whose`: for whom the reader stands in;
    `over_at`: since when it is late, where that is not `due`."""

    what: str
    href: str
    due: date | datetime | None = None
    case: Case | None = None
    origin: str = ""
    whose: str = ""
    over_at: datetime | None = None
    family: str = ""

    @property
    def day(self) -> date:
        assert self.due
        return _day_of(self.due)

    @property
    def is_late(self) -> bool:
        if self.due is None:
            return False
        if isinstance(self.due, datetime):
            return (self.over_at or self.due) <= clock.now()
        return self.due < today()

    @property
    def when(self) -> str:
        """By when, or when it is to be, as people say it."""
        if not isinstance(self.due, datetime):
            return dates.until_day(self.due)
        if self.over_at is None:
            return dates.until(self.due)
        if self.is_late:
            return _("was planned for %(moment)s; say how it was", moment=dates.moment(self.due))
        return appointment(self.due)

    @property
    def order(self) -> datetime:
        """A whole day stands where it ends."""
        if isinstance(self.due, datetime):
            return self.due
        ends = datetime.combine(self.day, datetime.max.time())
        return ends.replace(tzinfo=ZoneInfo(this_reader().time_zone))


def today() -> date:
    """Where the reader is."""
    return clock.today(this_reader().time_zone)


def _day_of(value: date | datetime) -> date:
    return value.astimezone(ZoneInfo(this_reader().time_zone)).date() if isinstance(value, datetime) else value


def appointment(at: datetime) -> str:
    """“today, 14:30”, “tomorrow, 14:30”, “24 November, 14:30”."""
    if _day_of(at) == today():
        return _("today, %(time)s", time=dates.time(at))
    if _day_of(at) == today() + timedelta(days=1):
        return _("tomorrow, %(time)s", time=dates.time(at))
    return dates.moment(at)


def end_of(day: date) -> datetime:
    """The midnight with which it ends, where the reader is."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), ZoneInfo(this_reader().time_zone))


def with_families(call: Call, rows: Iterable[Row]) -> list[Row]:
    """Each with the surnames of its family, all by one query."""
    rows = list(rows)
    names = surnames_by_case(call.session, {row.case.id for row in rows if row.case})
    return [replace(row, family=names.get(row.case.id, "")) if row.case else row for row in rows]
