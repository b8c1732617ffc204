"""Acts around a family whose outcome depends on what stands: visits that are planned and made, places in groups."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import func

from services.cases import commands, policies
from services.cases.model import Enrolment, Plan, Visit
from shared import clock
from stack.demo.region.acts.cases import OnCase, case_id
from stack.demo.region.calendar import day_of
from stack.demo.simulation.groups import PLACES, SEASON

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life


@dataclass(frozen=True)
class PlanVisit(OnCase):
    """`ahead`: in so many days."""

    ahead: int
    note: str

    def play(self, stage: "Stage", life: "Life") -> None:
        at = clock.now() + timedelta(days=self.ahead)
        said = {"kind": "visit", "at": at, "members": life.adults(), "place": "Дома у семьи", "note": self.note}
        self._do(stage, life, commands.plan_visit, said)


@dataclass(frozen=True)
class _OnVisit(OnCase):
    """Nothing happens where none is planned: the one before was cancelled when the case was closed."""

    note: str

    def _planned(self, stage: "Stage", life: "Life") -> UUID | None:
        mine = (Visit.case_id == case_id(stage, life), Visit.status == "planned")
        found: UUID | None = stage.find("cases", Visit.id, *mine)
        return found


@dataclass(frozen=True)
class MakeVisit(_OnVisit):
    """The planned one, as a contact with the family."""

    def play(self, stage: "Stage", life: "Life") -> None:
        visit = self._planned(stage, life)
        if visit:
            said = {"kind": "visit", "at": clock.now(), "members": life.adults(), "minutes": 60, "note": self.note}
            self._do(stage, life, commands.record_contact, said | {"visit": visit})


@dataclass(frozen=True)
class CancelVisit(_OnVisit):
    def play(self, stage: "Stage", life: "Life") -> None:
        visit = self._planned(stage, life)
        if visit:
            on, policy = (policies.visit_of, visit), policies.of_visit(policies.TEAM)
            stage.act("cases", life.worker, commands.cancel_visit, on=on, policy=policy, reason=self.note)


@dataclass(frozen=True)
class EnrolTogether(OnCase):
    """Parents and the children who are old enough, for the first goal of the plan, where a group of the season has
    places for all of them."""

    def play(self, stage: "Stage", life: "Life") -> None:
        who = self._who(stage, life)
        group = next((id for id in _of_this_season(stage) if _free(stage, id) >= len(who)), None)
        goals = stage.read("cases", Plan.goals, Plan.case_id == case_id(stage, life))
        for member in who if group else []:
            said = {"group": group, "member": member, "goal": UUID(goals[0]["id"])}
            self._do(stage, life, commands.enrol, said)

    @staticmethod
    def _who(stage: "Stage", life: "Life") -> list[UUID]:
        old_enough = set(life.who_can(stage.calendar, day_of(clock.now())))
        return [id for id in (*life.parents(), *life.children()) if id in old_enough]


def _of_this_season(stage: "Stage") -> list[UUID]:
    """The newest first."""
    return [id for key, id in reversed(stage.groups.items()) if key.startswith(SEASON)]


def _free(stage: "Stage", group: UUID) -> int:
    taken = stage.read("cases", func.count(Enrolment.id), Enrolment.group_id == group, Enrolment.left_on.is_(None))
    return PLACES - int(taken)
