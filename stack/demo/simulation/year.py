"""The year: families with their stories, drawn by the seed, and everything that happens in the order of time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from shared import business_clock, clock
from shared.config import Settings
from stack.demo.region import timeline
from stack.demo.region.acts.act import Act
from stack.demo.region.acts.referrals import Duplicate
from stack.demo.region.calendar import Calendar
from stack.demo.region.player import beats_of_story, settle
from stack.demo.region.road import Road
from stack.demo.region.stage import Stage
from stack.demo.region.story import Story
from stack.demo.simulation import groups
from stack.demo.simulation.appeals import Appeal
from stack.demo.simulation.families import invented
from stack.demo.simulation.kinds import ANSWERS_WITHIN, NO_SUPPORT, SUPPORT, Plot, arrival, ending
from stack.demo.simulation.people import RECEIVERS, Crowd, gather, refuse_twice
from stack.demo.simulation.shares import Shares

DAYS_OF_A_MONTH = 365 / 12
HALF_A_WORKING_DAY_MINUTES = 300
LAST_DAYS = 5
"""Before the end, in which nothing new begins."""

CRISIS_LINE = "@line.example"

LATE = 13.0
"""Days: later than the ten that a receiver has."""


@dataclass(frozen=True)
class Year:
    """What is asked for. The same seed gives the same families, people and events."""

    families: int
    months: int
    seed: int

    @property
    def days(self) -> int:
        return round(self.months * DAYS_OF_A_MONTH)

    def crowd(self) -> Crowd:
        return Crowd(f"y{self.seed}", self.families, self.days)


def play(settings: Mapping[str, Settings], year: Year, say: Callable[[date, int], None]) -> None:
    """Beside nobody else: the services' webs and workers rest meanwhile. Raises AlreadyPlayed."""
    refuse_twice(settings["identity"], year.crowd())
    with business_clock.clocks(one.database_url for one in settings.values()) as clocks:
        clock.run_ahead(clocks.ahead())
    road = Road(settings)
    try:
        road.begin_here()
        stage = Stage(road, Calendar(clock.now()))
        beats = gather(stage, year.crowd())
        beats += groups.beats(stage, year.crowd().tag, year.families, year.days)
        for number, story in enumerate(stories(year)):
            beats += beats_of_story(stage, story, minutes=number * 7 % HALF_A_WORKING_DAY_MINUTES)
        timeline.play(stage, beats, say)
    finally:
        road.close()
    for one in settings.values():
        settle(one.database_url)


def stories(year: Year) -> Iterator[Story]:
    """Families come evenly over the year, in an order that says nothing of what becomes of them."""
    random = Random(year.seed)  # noqa: S311 - a story, not a secret
    shares, crowd = Shares(random), year.crowd()
    for number in range(year.families):
        began = round(year.days * (1 - (number + 0.5) / year.families), 2)
        plot = _plot(year, number, shares, random, crowd)
        first = _story(plot, began)
        yield first
        if len(first.life) > 1 and not plot.passes_on_to and shares.falls("sent_twice"):
            yield from _sent_twice(first, crowd, random)


def _plot(year: Year, number: int, shares: Shares, random: Random, crowd: Crowd) -> Plot:
    family = invented(f"y{year.seed}-{number}", number, year.months, random)
    receiver = RECEIVERS[random.randrange(len(RECEIVERS))]
    plot = Plot(family, random.choice(crowd.senders()), receiver, "", shares, random)
    plot.urgency = _urgency(plot)
    if plot.urgency == "routine" and receiver == "ngo" and shares.falls("passed_on"):
        plot.passes_on_to = "social"
    elif plot.urgency == "routine" and shares.falls("appeals"):
        plot.sender, plot.appeals = "", True
    supporter = plot.passes_on_to or receiver
    plot.worker = random.choice(crowd.workers(supporter))
    return _settled(plot)


def _urgency(plot: Plot) -> str:
    if plot.receiver == "ngo" and plot.shares.falls("immediate"):
        return "immediate"
    return "urgent" if plot.shares.falls("urgent") else "routine"


def _settled(plot: Plot) -> Plot:
    """How long each step takes, and how well it goes."""
    random, shares = plot.random, plot.shares
    latest = ANSWERS_WITHIN[plot.urgency]
    plot.accepted = random.uniform(latest / 2, latest)
    if plot.passes_on_to:
        plot.accepted = max(plot.accepted, 2.0)
    elif plot.urgency == "routine" and shares.falls("late"):
        plot.accepted = LATE
    plot.planned = plot.accepted + 11 + 15 + random.randint(2, 6)
    plot.ends = plot.planned + random.randint(60, 160)
    plot.improved, plot.at_risk = shares.falls("improved"), shares.falls("at_risk")
    return plot


def _story(plot: Plot, began: float) -> Story:
    trouble = plot.family.trouble
    called = plot.sender.endswith(CRISIS_LINE) and plot.shares.falls("calls")
    return Story(
        key=plot.family.key,
        members=plot.family.members,
        narrative=trouble.narrative,
        reasons=trouble.reasons,
        help_wanted=trouble.help_wanted,
        began=began,
        life=_until_now(_life(plot, began), began),
        sender=plot.sender,
        to=plot.receiver,
        kind="kin_guardianship" if trouble.adults == "grandmother" else "blood",
        district=plot.family.district,
        urgency=plot.urgency,
        channel="crisis_line" if called else "partner",
        basis="legal_duty" if called or plot.urgency == "immediate" else "consent",
        opening=Appeal() if plot.appeals else None,
    )


def _life(plot: Plot, began: float) -> list[tuple[float, Act]]:
    if plot.urgency == "routine" and not plot.passes_on_to and not plot.appeals:
        for name, way in NO_SUPPORT.items():
            if plot.shares.falls(name):
                return list(way(plot))
    supporter = plot.passes_on_to or plot.receiver
    well = plot.ends >= began or plot.shares.falls("self_sufficient")  # of those whose support has ended
    supported = replace(plot, receiver=supporter, self_sufficient=well)
    found = [step for kind in SUPPORT for step in kind(supported)]
    return [*arrival(plot), *(step for step in found if step[0] < plot.ends - LAST_DAYS), *ending(supported)]


def _until_now(life: list[tuple[float, Act]], began: float) -> tuple[tuple[float, Act], ...]:
    return tuple((day, act) for day, act in life if day < began - 0.05)


def _sent_twice(first: Story, crowd: Crowd, random: Random) -> Iterator[Story]:
    """Another organisation refers the same family some weeks later, and it is known already."""
    began = first.began - random.randint(20, 40)
    if began > 2:
        sender = random.choice([one for one in crowd.senders() if one != first.sender])
        life = ((1.0, Duplicate(of=first.key)),)
        yield replace(
            first,
            key=f"{first.key}-again",
            began=began,
            life=life,
            sender=sender,
            phone_of=first.key,
            urgency="routine",
            channel="partner",
            basis="consent",
            opening=None,
        )
