"""What the forms of a case rest on. Codes as codes, names as people read them; "" where nothing is known."""

from dataclasses import dataclass
from datetime import date

from shared.forms.household import Relative


@dataclass(frozen=True)
class CaseSaid:
    """The case itself. `family` is the household, `signers` those of it who may sign an agreement."""

    reference: str
    organisation: str
    worker: str
    today: date
    family: tuple[Relative, ...]
    signers: tuple[Relative, ...]
    family_kind: str
    district: str
    address: str
    phone: str


@dataclass(frozen=True)
class Agreed:
    """The agreement that stands, with the names of who signed it on either side."""

    case: CaseSaid
    signed_on: date | None = None
    family_signed: tuple[str, ...] = ()
    team_signed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Presence:
    """Who took part: of the family, of those who work with it, and who could not (`(name, code of the reason)`)."""

    family: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    absent: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Scored:
    """`whom` is empty for the family. `before` and `before_on` are of the earliest that can be compared."""

    whom: str
    domain: str
    score: int
    before: int | None = None
    before_on: date | None = None


@dataclass(frozen=True)
class ChildSaid:
    """`wellbeing` and `removal` are codes; "" where it was not said."""

    name: str
    wellbeing: str
    removal: str


@dataclass(frozen=True)
class Looked:
    """An assessment of living conditions, or none yet (`done_on` None)."""

    case: CaseSaid
    done_on: date | None = None
    by: str = ""
    presence: Presence = Presence()
    scores: tuple[Scored, ...] = ()
    children: tuple[ChildSaid, ...] = ()
    summary: str = ""
    family_says: str = ""


@dataclass(frozen=True)
class TaskSaid:
    title: str
    who: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True)
class GoalSaid:
    """`whom` is empty where the goal is the family's."""

    title: str
    domain: str
    whom: str
    status: str
    needs_specialist: bool
    tasks: tuple[TaskSaid, ...]


@dataclass(frozen=True)
class Planned:
    """A version of the plan, or none yet (`version` 0)."""

    case: CaseSaid
    version: int = 0
    state: str = ""
    saved_on: date | None = None
    goals: tuple[GoalSaid, ...] = ()
    presence: Presence = Presence()


@dataclass(frozen=True)
class Reviewed:
    """A review, or none yet (`held_on` None). `services` counts by code, `programmes` attended sessions by name."""

    case: CaseSaid
    held_on: date | None = None
    since: date | None = None
    by: str = ""
    presence: Presence = Presence()
    services: tuple[tuple[str, int], ...] = ()
    programmes: tuple[tuple[str, int], ...] = ()
    goals: tuple[GoalSaid, ...] = ()
    scores: tuple[Scored, ...] = ()
    children: tuple[ChildSaid, ...] = ()
    summary: str = ""
    family_says: str = ""
    next_on: date | None = None
