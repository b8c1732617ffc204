"""What happens when: beats in the order of time, each under its own clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from shared import clock
from stack.demo.region.calendar import EXACT_WITHIN_DAYS, ZONE, day_of
from stack.demo.region.stage import Stage

MORNING = time(8)
"""When what time brings is seen to."""

LOOKED_AT = (0, 2, 4)
"""Weekdays."""


@dataclass(frozen=True)
class Beat:
    """One thing that happens. `waits`: only when everything before it has reached everyone.

    `tells`: others act on it, so that it reaches them before its day ends.
    """

    at: datetime
    play: Callable[[], None]
    waits: bool = False
    tells: bool = False


def play(stage: Stage, beats: Sequence[Beat], say: Callable[[date, int], None]) -> None:
    """Day by day up to the present. `say` hears each day and the percent done."""
    first = min(beat.at for beat in beats)
    ordered = sorted([*_mornings(stage, first), *beats], key=lambda beat: beat.at)
    days = (stage.calendar.today - day_of(first)).days + 1
    for day, found in groupby(ordered, lambda beat: day_of(beat.at)):
        _play_day(stage, list(found))
        say(day, 100 * ((day - day_of(first)).days + 1) // days)
    with clock.at(stage.calendar.present):
        stage.pump.drain()


def _mornings(stage: Stage, first: datetime) -> Iterator[Beat]:
    """Every other day; every day of late, when hours count."""
    day = day_of(first)
    while (moment := datetime.combine(day, MORNING, ZONE)) < stage.calendar.present:
        if day.weekday() in LOOKED_AT or moment > stage.calendar.moment(EXACT_WITHIN_DAYS):
            yield Beat(moment, stage.pass_time)
        day += timedelta(days=1)


def _play_day(stage: Stage, beats: Sequence[Beat]) -> None:
    for beat in beats:
        with clock.at(beat.at):
            if beat.waits:
                stage.arrive()
            beat.play()
    if any(beat.tells for beat in beats):
        with clock.at(beats[-1].at):
            stage.arrive()
