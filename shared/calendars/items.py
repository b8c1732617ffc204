"""What a calendar holds: entries, and where they come from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.directory.model import KnownPerson

LOOKS_BACK = timedelta(days=30)
"""Ours: what was before stands in the records."""

AT_MOST = 1_000
"""Items of one source: more are no calendar, and no program reads them."""

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """One entry. `begins` and `ends` are moments, or days (`ends` the day after the last). No feed says `place`."""

    uid: str
    sequence: int
    changed_at: datetime
    begins: datetime | date
    ends: datetime | date
    title: str
    cancelled: bool = False
    place: str = ""


Source = Callable[[Session, KnownPerson, Caller], Iterable[Item]]
"""The caller is the same person, with those for whom they stand in."""
