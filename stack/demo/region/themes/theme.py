"""The shape of a theme."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """`tasks`: what is to be done, and who does it. `weeks`: until when."""

    title: str
    domain: str
    tasks: tuple[tuple[str, str], ...]
    weeks: int = 8
    of_child: bool = False
    needs_specialist: bool = False


@dataclass(frozen=True)
class Help:
    """A piece of help. `children`: it was given to the children alone."""

    kind: str
    note: str
    speciality: str | None = None
    method: str | None = None
    provider: str | None = None
    children: bool = False


@dataclass(frozen=True)
class Theme:
    """`family` and `child`: domains and the points of the first look, 1 (severe need) to 5 (a strength).

    What is `later` was found when the family was doing better.
    """

    tool: str
    summary: str
    says: str
    summary_later: str
    says_later: str
    family: Mapping[str, int]
    child: Mapping[str, int]
    goals: tuple[Goal, ...]
    helps: tuple[Help, ...]
    review: str
    says_at_review: str
