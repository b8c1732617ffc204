"""Days of the week and times of the day, as people choose and type them."""

from dataclasses import dataclass
from typing import Any

from babel.dates import get_day_names

from shared.web.pages import reading
from shared.web.pages.fields import Choice, Option, Text
from shared.web.pages.reader import this_reader


@dataclass
class ClockTime(Text):
    """A time of the day: 9:30 and 9.30 do as well as 09:30, which the body has."""

    mode: str = "numeric"
    width: int = 5

    def read(self) -> Any:
        return reading.clock_time(self.typed) if self.typed.strip() else self.blank


@dataclass
class Numbered(Choice):
    """One of a few, each a whole number in the body."""

    def read(self) -> Any:
        return reading.whole(self.typed) if self.typed else self.blank


def weekdays() -> list[Option]:
    """1 is Monday."""
    names = get_day_names("wide", locale=this_reader().language)
    return [(str(number + 1), names[number]) for number in range(7)]
