"""What happens when: beats in the order of time, each under its own clock."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from shared import clock
from stack.demo.region.calendar import OPENS, ZONE, day_of
from stack.demo.region.stage import Stage


@dataclass(frozen=True)
class Beat:
    """One thing that somebody does. `waits`: only when everything before it has reached everyone.

    `tells`: others act on it, so that it reaches them before its day ends.
    """

    at: datetime
    play: Callable[[], None]
    waits: bool = False
    tells: bool = False


def play(stage: Stage, beats: Sequence[Beat], say: Callable[[date, int], None]) -> None:
    """Day by day up to the present: what time brings, then what people do. `say` hears the day and the percent done."""
    ordered = sorted(beats, key=lambda beat: beat.at)
    by_day = {day: list(found) for day, found in groupby(ordered, lambda beat: day_of(beat.at))}
    first, today = min(by_day), stage.calendar.today
    days = (today - first).days + 1
    for number in range(days):
        day = first + timedelta(days=number)
        _play_day(stage, day, by_day.get(day, []))
        say(day, 100 * (number + 1) // days)
    with clock.at(stage.calendar.present):
        stage.arrive()


def _play_day(stage: Stage, day: date, beats: Sequence[Beat]) -> None:
    morning = datetime.combine(day, OPENS, ZONE) - timedelta(hours=1)
    if morning < stage.calendar.present:
        with clock.at(morning):
            stage.pass_time()
    for beat in beats:
        with clock.at(beat.at):
            if beat.waits:
                stage.arrive()
            beat.play()
    if beats and any(beat.tells for beat in beats):
        with clock.at(beats[-1].at):
            stage.arrive()
