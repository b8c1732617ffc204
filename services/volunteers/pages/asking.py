"""Fields and forms that several pages of the register share."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel.dates import get_day_names
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.queries.districts import known_districts
from shared.codes import LANGUAGES
from shared.directory.model import KnownPerson
from shared.problems import Problem
from shared.web.pages import Form, _
from shared.web.pages import reading as typed
from shared.web.pages.fields import NOTHING, Choice, Group, Option, Rows, Text, options
from shared.web.pages.reader import this_reader

ROWS_TO_ADD = 2
"""Empty rows below what is there: more are added after saving (ours)."""


def version(record: Any) -> int:
    """Tells two states of a record apart."""
    return int(record.version)


@dataclass
class Numbered(Choice):
    """One of a few, each a whole number in the body."""

    def read(self) -> Any:
        return typed.whole(self.typed) if self.typed else self.blank


@dataclass
class ClockTime(Text):
    """A time of the day, as people write it."""

    mode: str = "numeric"
    width: int = 5

    def read(self) -> Any:
        return typed.clock_time(self.typed) if self.typed.strip() else self.blank


@dataclass
class Every(Rows):
    """Rows whose list is sent also when it is empty: what was there is taken away."""

    def read(self) -> Any:
        found = super().read()
        return [] if found is NOTHING else found


@dataclass
class InOrder(Every):
    """A list of values, each chosen in a row of its own: `<name>.<row>.one`."""

    def show(self, value: Sequence[Any] | None) -> None:
        super().show([{"one": one} for one in value or ()])

    def read(self) -> Any:
        return [item["one"] for item in super().read()]


@dataclass
class Answer(Form):
    """`refusals`: what is said above the form for the kinds of conflict that need words of their own."""

    refusals: Mapping[str, str] = field(default_factory=dict)

    def refuse(self, problem: Problem, errors: Mapping[str, Sequence[str]]) -> None:
        super().refuse(problem, errors)
        if not errors:
            self.notice = self.refusals.get(problem.kind, self.notice)


def weekdays() -> list[Option]:
    """1 is Monday."""
    names = get_day_names("wide", locale=this_reader().language)
    return [(str(number + 1), names[number]) for number in range(7)]


def times(already: int) -> Group:
    """When somebody is free in a week: rows for what is there, and some to add."""
    rows = [_time(number) for number in range(already + ROWS_TO_ADD)]
    hint = _("Leave a row empty to take it away. There is room for more after saving.")
    return Group(_("When in the week?"), [Every("times", rows, _("When in the week?"), hint)])


def _time(number: int) -> Group:
    start = f"times.{number}"
    too_early = {"before_start": _("The end must be later than the beginning, on the same day.")}
    return Group(
        _("Time %(number)s", number=number + 1),
        [
            Numbered(f"{start}.weekday", _("Day of the week"), options=weekdays(), many=True),
            ClockTime(f"{start}.from", _("Free from, as in 11:00")),
            ClockTime(f"{start}.to", _("Free until, as in 15:00"), errors=too_early),
        ],
    )


def districts(session: Session, already: int) -> Group:
    """Where somebody can come to."""
    every: list[Option] = [(code, name) for code, name in known_districts(session)]
    label = _("Which districts?")
    return _chosen("districts", label, lambda number: _("District %(number)s", number=number), every, already)


def languages(already: int) -> Group:
    """There are too many for boxes."""
    every = options(LANGUAGES)
    return _chosen("languages", _("Languages"), lambda number: _("Language %(number)s", number=number), every, already)


def _chosen(name: str, label: str, named: Callable[[int], str], offered: list[Option], already: int) -> Group:
    """Rows for what is there, and some to add."""
    rows = [
        Group("", [Choice(f"{name}.{number}.one", named(number + 1), options=offered, many=True)])
        for number in range(already + ROWS_TO_ADD)
    ]
    return Group(label, [InOrder(name, rows, label)])


def coordinators(session: Session, organisation: Any, without: Collection[Any] = ()) -> list[Option]:
    """Who can supervise a pairing of this organisation, by name."""
    there = select(KnownPerson).where(KnownPerson.organisation == organisation, KnownPerson.active)
    found = there.where(KnownPerson.roles.contains(["volunteer_coordinator"]))
    people = [one for one in session.scalars(found) if one.id not in without]
    return [(str(one.id), one.display_name) for one in sorted(people, key=lambda one: one.display_name)]
