"""A family's story told through the commands, each step on its day. A home is one transaction: it is sooner done."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases import commands
from services.cases.model import Case, Entry
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from tests.support.bench import Bench

DOMAINS = ("safety", "education")
GOOD = 4


@dataclass(frozen=True)
class Place:
    """Where stories happen: an organisation with its worker, a district; `session` while a home is told."""

    bench: Bench
    organisation: UUID
    worker: UUID
    district: str
    session: Session | None = None

    @property
    def caller(self) -> Caller:
        return Caller(self.worker, self.organisation, frozenset({"case_worker", "supervisor"}), uuid7())


@dataclass
class Story:
    """One case. `births` are of its children; the mother is the first member. `typed` tells a step on a later day."""

    place: Place
    births: Sequence[date]
    family: UUID = field(default_factory=uuid7)
    mother: UUID = field(default_factory=uuid7)
    children: list[UUID] = field(default_factory=list)
    case: Case | None = None

    def __post_init__(self) -> None:
        self.children = self.children or [uuid7() for _ in self.births]

    @property
    def members(self) -> list[UUID]:
        return [self.mother, *self.children]

    @contextmanager
    def on(self, day: date) -> Iterator[Session]:
        assert self.place.session
        with clock.at(noon(day)):
            yield self.place.session
            self.place.session.flush()

    def do(self, day: date, command: Callable[..., Any], **said: Any) -> Any:
        """The id of the entry, where the command makes one."""
        with self.on(day) as session:
            done = command(session, self.place.caller, self.case, **said)
            return done.id if isinstance(done, Entry) else None

    def opened(self, day: date) -> "Story":
        with self.on(day) as session:
            self.case = commands.open_case(session, self._accepted(day), self.place.worker, noon(day))
        return self

    def _accepted(self, day: date) -> dict[str, Any]:
        return {
            "referral": uuid7(),
            "reference": "482-109-379",
            "family": self.family,
            "family_kind": "blood",
            "from_organisation": None,
            "sent_by": None,
            "to_organisation": self.place.organisation,
            "channel": "family",
            "urgency": "routine",
            "district": self.place.district,
            "submitted_at": noon(day),
            "worker": self.place.worker,
            "reasons": ["few_contacts"],
            "help_wanted": ["social"],
            "basis": {"kind": "consent", "given_on": day},
            "members": [
                _member(self.mother, "mother", date(1985, 5, 5)),
                *(_member(id, "child", born_on) for id, born_on in zip(self.children, self.births, strict=True)),
            ],
        }

    def signed(self, day: date) -> "Story":
        self.do(day, commands.agree, signed_on=day, signed_by=[self.mother])
        return self

    def assessed(self, day: date, at_risk: Sequence[UUID] = (), tool: str = "interview") -> UUID:
        scores = [{"member": child, "domain": one, "score": GOOD} for child in self._young(day) for one in DOMAINS]
        risks = [{"member": child, "removal": "at_risk"} for child in at_risk]
        said = {"tool": tool, "participants": [self.mother], "scores": scores, "children": risks}
        return self.do(day, commands.assess, done_on=day, summary="Поговорили.", **said)

    def planned(self, day: date) -> "Story":
        goal = {"title": "Больше близких рядом", "domain": "support_circle", "tasks": []}
        self.do(day, commands.save_plan, goals=[goal], participation=self._all_took_part())
        return self

    def served(self, day: date, members: Sequence[UUID], typed: date | None = None) -> UUID:
        return self.do(typed or day, commands.record_service, kind="social", given_on=day, members=list(members))

    def reviewed(self, day: date, wellbeing: str, averted: Sequence[UUID] = (), **changes: Any) -> UUID:
        """Of all who are children then: the same word on each."""
        said = {"participants": [self.mother], "children": self._children(day, wellbeing, averted)} | changes
        return self.do(day, commands.review, held_on=day, summary="Посмотрели ещё раз.", **said)

    def closed(
        self,
        day: date,
        outcome: str = "self_sufficient",
        wellbeing: str = "improved",
        averted: Sequence[UUID] = (),
        typed: date | None = None,
        rights: str = "kept",
    ) -> "Story":
        children = [{**one, "in_own_family": True} for one in self._children(day, wellbeing, averted)]
        said = {"parents": [{"member": self.mother, "rights": rights}], "participation": self._all_took_part()}
        reason = None if outcome == "self_sufficient" else "Семья решила так."
        ended = {"outcome": outcome, "closed_on": day, "children": children, "family_agrees": True, "reason": reason}
        self.do(typed or day, commands.close, **ended, **said)
        return self

    def reopened(self, day: date) -> "Story":
        self.do(day, commands.reopen, reason="Снова трудно.")
        return self

    def followed_up(self, day: date, holds: bool) -> "Story":
        self.do(day, commands.follow_up, held_on=day, holds=holds)
        return self

    def annulled(self, day: date, entry: UUID) -> "Story":
        with self.on(day) as session:
            assert self.case
            found = session.get_one(Entry, entry)
            commands.annul(session, self.place.caller, self.case, found, reason="Записано по ошибке.")
        return self

    def _young(self, day: date) -> list[UUID]:
        born = zip(self.children, self.births, strict=True)
        return [id for id, born_on in born if (day.year - 18, day.month, day.day) < (*born_on.timetuple()[:3],)]

    def _children(self, day: date, wellbeing: str, averted: Sequence[UUID]) -> list[dict[str, Any]]:
        removal = {child: "averted" if child in averted else "no_risk" for child in self._young(day)}
        return [{"member": child, "wellbeing": wellbeing, "removal": word} for child, word in removal.items()]

    def _all_took_part(self) -> list[dict[str, Any]]:
        return [{"member": one, "took_part": True} for one in self.members]


def _member(id: UUID, role: str, born_on: date) -> dict[str, Any]:
    names = {"last_name": "Озёрная", "first_name": "Лада", "middle_name": None}
    return {"id": id, "role": role, **names, "born_on": born_on, "age": None}


def noon(day: date) -> datetime:
    """12:00 in Moscow."""
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC)
