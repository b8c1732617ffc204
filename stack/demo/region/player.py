"""Everything together: the foundation, the helpers and the stories, played in the order of time."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import psycopg

from shared import clock
from shared.config import Settings
from shared.database import plain_url
from stack.demo.region import foundation, programmes, readiness, timeline
from stack.demo.region.acts.act import Act
from stack.demo.region.acts.referrals import Submit
from stack.demo.region.calendar import HALF_A_WORKING_DAY, Calendar
from stack.demo.region.road import Road
from stack.demo.region.stage import Stage
from stack.demo.region.stories import STORIES
from stack.demo.region.story import Life, Story
from stack.demo.region.timeline import Beat

MINUTE = timedelta(minutes=1)
STEP = 7 * MINUTE
"""Each story has its own time after nine at which its acts happen."""


def make(settings: Mapping[str, Settings], say: Callable[[date, int], None] = lambda day, percent: None) -> None:
    """Make the region in five migrated, empty databases whose broker's log is empty too, up to the present moment."""
    pump = Road(settings)
    try:
        play(Stage(pump, Calendar(clock.now())), say)
    finally:
        pump.close()
    for one in settings.values():
        settle(one.database_url)


def settle(url: str) -> None:
    """Everything is on the disk, and the planner knows what is there."""
    with psycopg.connect(plain_url(url), autocommit=True) as connection:
        connection.execute("set synchronous_commit = on")
        connection.execute("analyze")


def play(stage: Stage, say: Callable[[date, int], None]) -> None:
    foundation.lay(stage)
    beats = [*readiness.beats(stage), *programmes.beats(stage)]
    for number, story in enumerate(STORIES):
        beats += beats_of_story(stage, story, minutes=number * STEP % HALF_A_WORKING_DAY // MINUTE)
    timeline.play(stage, beats, say)


def beats_of_story(stage: Stage, story: Story, minutes: int) -> list[Beat]:
    """Each act on its day, and none before the one that it follows: a weekend can bring days together."""
    life, moment = Life(story, receiver=story.to), None
    beats = []
    for days, act in sorted(((0.0, story.opening or Submit()), *story.life), key=lambda step: step[0]):
        planned = stage.calendar.moment(story.began - days, minutes)
        moment = max(planned, moment) if moment else planned
        beats.append(_beat(stage, life, moment, act))
    return beats


def _beat(stage: Stage, life: Life, moment: datetime, act: Act) -> Beat:
    return Beat(moment, lambda: act.play(stage, life), waits=act.waits, tells=act.tells)
