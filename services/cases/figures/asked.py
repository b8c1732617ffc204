"""What somebody asks: a period, a day of knowledge, and whose cases."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from shared import clock

KNOWN_IN = ZoneInfo(clock.DEFAULT_TIME_ZONE)
"""Where the day of knowledge ends: one zone for all, or two readers would know the same day differently."""


@dataclass(frozen=True)
class Asked:
    """From `first` to `last`, both included, as it was known when the day `known_on` ended. None: no bound."""

    first: date
    last: date
    known_on: date
    organisation: UUID | None = None
    district: str | None = None
    region: str | None = None

    @property
    def known_at(self) -> datetime:
        return datetime.combine(self.known_on + timedelta(days=1), time(), KNOWN_IN)

    @property
    def parameters(self) -> dict[str, Any]:
        same = ("first", "last", "organisation", "district", "region")
        return {name: getattr(self, name) for name in same} | {"known": self.known_at}


def today() -> date:
    return clock.today(clock.DEFAULT_TIME_ZONE)
