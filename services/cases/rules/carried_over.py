"""A case that began before it was kept here: how far it had come, and which steps count as taken by which day.

Nobody knows any more when most steps were taken for the first time, only when the last was. So a step counts as taken
on the first day that proves it: whoever was assessed had been met, whoever was reviewed had a plan.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

DAYS = ("signed_on", "assessed_on", "planned_on", "reviewed_on", "contacted_on")
_PROVE = {
    "contact": DAYS,
    "assessment": ("assessed_on", "planned_on", "reviewed_on"),
    "plan": ("planned_on", "reviewed_on"),
    "review": ("reviewed_on",),
}
"""Step → the days that prove it."""


@dataclass(frozen=True)
class Former:
    """Each day is the last of its kind; None when there was none, or nobody knows."""

    signed_on: date | None = None
    assessed_on: date | None = None
    planned_on: date | None = None
    reviewed_on: date | None = None
    contacted_on: date | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Former":
        """From days, or days as JSON has them; what else is said is left alone."""
        return cls(**{name: _day(said.get(name)) for name in DAYS})

    def taken_by(self, step: str) -> date | None:
        """By which day `contact`, `assessment`, `plan` or `review` had certainly been; None: it is still to come."""
        days = (getattr(self, name) for name in _PROVE[step])
        return min((day for day in days if day), default=None)

    @property
    def status(self) -> str:
        """How far the case had come. A review looks at help that was given."""
        reached = {"agreed": self.signed_on, "assessed": self.taken_by("assessment"), "planned": self.taken_by("plan")}
        reached["supported"] = self.reviewed_on
        return next((status for status in reversed(reached) if reached[status]), "opened")

    def days(self, step: str) -> list[date]:
        """As the facts of a case list them."""
        day = self.taken_by(step)
        return [day] if day else []


NOTHING = Former()


def _day(said: Any) -> date | None:
    return date.fromisoformat(said) if isinstance(said, str) else said


def planned_on(saved_on: date | None, former: Former) -> date | None:
    """Since when a plan holds: what was agreed on paper is in force until, and also after, the first one kept here."""
    return min((day for day in (saved_on, former.taken_by("plan")) if day), default=None)
