"""The groups of a simulated year: some open each season, run one programme of the NGO, and meet every three weeks."""

from typing import Any

from services.cases import commands, programmes
from services.cases.model import Programme
from stack.demo.region.programmes import PROGRAMMES, SUPERVISOR, Group, beats_of
from stack.demo.region.stage import Stage
from stack.demo.region.timeline import Beat

RUNNER = "ngo"
NAME = "Сильные родители — сильные дети"
LEADER = "specialist@ngo.example"
TOPICS = ("Слушать и слышать", "Ссоримся и миримся", "Когда нет сил", "Игры на вечер", "Чем мы гордимся")

SEASON = "season."
"""How the keys of these groups begin."""

SEASON_DAYS = 120
MEETS_EVERY_DAYS = 21
PLACES = 12
FAMILIES_OF_A_GROUP = 60
NOTHING_BEGINS_IN_THE_LAST_DAYS = 20


def beats(stage: Stage, tag: str, families: int, days: int) -> list[Beat]:
    """`days`: how long ago the year began."""
    groups = [
        _group(f"{SEASON}{tag}.{opened}.{number}", opened)
        for opened in range(days, NOTHING_BEGINS_IN_THE_LAST_DAYS, -SEASON_DAYS)
        for number in range(max(1, families // FAMILIES_OF_A_GROUP))
    ]
    made = Beat(stage.calendar.moment(days + 1), lambda: _make_programme(stage))
    return [made, *(beat for group in groups for beat in beats_of(stage, group))]


def _group(key: str, opened: int) -> Group:
    met = (opened - MEETS_EVERY_DAYS * number for number in range(1, len(TOPICS) + 1))
    return Group(key, NAME, LEADER, opened, tuple(day for day in met if day > 0), TOPICS, goes_on=False)


def _make_programme(stage: Stage) -> None:
    """In the sample region it is there already."""
    if stage.find("cases", Programme.id, Programme.name == NAME) is None:
        _, audience, least, most = next(one for one in PROGRAMMES if one[0] == NAME)
        said: dict[str, Any] = {"name": NAME, "audience": audience, "age_from": least, "age_to": most}
        stage.act("cases", SUPERVISOR, commands.make_programme, policy=programmes.MAKER, **said)
