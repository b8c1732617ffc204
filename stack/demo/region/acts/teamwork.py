"""What a case's team does together: a roadmap with its checks, meetings, and places in a group programme."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from services.cases import commands, meetings, policies, roadmaps
from services.cases.model import Plan, Stage, TeamMember
from shared import clock
from stack.demo.region.acts.act import given
from stack.demo.region.acts.cases import OnCase, case_id
from stack.demo.region.calendar import day_of

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage as Region
    from stack.demo.region.story import Life


@dataclass(frozen=True)
class Enrol(OnCase):
    """In a group by its key, for the first goal of the plan; `who`: first names."""

    group: str
    who: tuple[str, ...]

    def play(self, stage: "Region", life: "Life") -> None:
        goals = stage.read("cases", Plan.goals, Plan.case_id == case_id(stage, life))
        for name in self.who:
            said = {"group": stage.groups[self.group], "member": life.members[name], "goal": UUID(goals[0]["id"])}
            self._do(stage, life, commands.enrol, said)


@dataclass(frozen=True)
class DrawRoadmap(OnCase):
    """`stages`: title, what shows that it is passed, weeks until it is due."""

    purpose: str
    stages: tuple[tuple[str, str, int], ...]

    def play(self, stage: "Region", life: "Life") -> None:
        today, who = day_of(clock.now()), str(stage.person(life.worker))
        drawn = [
            {"title": title, "shown_by": shown_by, "due_on": today + timedelta(weeks=weeks), "who": who}
            for title, shown_by, weeks in self.stages
        ]
        said = {"purpose": self.purpose, "stages": drawn}
        self._do(stage, life, commands.save_roadmap, said, policies.WORKER_OR_SUPERVISOR)


@dataclass(frozen=True)
class _OnStage(OnCase):
    """`position` from 1."""

    position: int
    tells: ClassVar[bool] = True

    def _step(self, stage: "Region", life: "Life", by: str, command: Any, policy: Any, **said: Any) -> None:
        case = case_id(stage, life)
        id = stage.read("cases", Stage.id, Stage.case_id == case, Stage.position == self.position)

        def here(session: Any, caller: Any, record: roadmaps.StageOf, **body: Any) -> Any:
            return command(session, caller, record.roadmap, record.stage, **body)

        def load(session: Any, caller: Any, lock: bool, id: UUID) -> roadmaps.StageOf:
            return roadmaps.stage_of(session, caller, lock, case, id)

        stage.act("cases", by, here, on=(load, id), policy=policy, **said)


@dataclass(frozen=True)
class PresentStage(_OnStage):
    note: str

    def play(self, stage: "Region", life: "Life") -> None:
        said = {"passed_on": day_of(clock.now()), "note": self.note}
        self._step(stage, life, life.worker, commands.present_stage, roadmaps.PRESENTER, **said)


@dataclass(frozen=True)
class CheckStage(_OnStage):
    """`reason`: why it is sent back; without one it is passed."""

    by: str
    reason: str | None = None

    def play(self, stage: "Region", life: "Life") -> None:
        said = given(verdict="sent_back" if self.reason else "passed", reason=self.reason)
        self._step(stage, life, self.by, commands.check_stage, roadmaps.CHECKER, **said)


@dataclass(frozen=True)
class Meet(OnCase):
    """The whole team met; `decisions`: what, and in how many weeks, by the worker. `ahead`: in so many days."""

    agenda: str
    summary: str = ""
    decisions: tuple[tuple[str, int], ...] = ()
    ahead: int = 0
    tells: ClassVar[bool] = True

    def play(self, stage: "Region", life: "Life") -> None:
        beside = self._beside(stage, case_id(stage, life))
        team = [stage.person(life.worker), *beside]
        planned = {"planned_at": clock.now() + timedelta(days=self.ahead), "invited": team, "agenda": self.agenda}
        made = self._do(stage, life, commands.plan_meeting, planned | {"place": "Комната для встреч"}, meetings.MEETERS)
        if not self.ahead:
            self._hold(stage, life, made.id, team)

    @staticmethod
    def _beside(stage: "Region", case: UUID) -> list[UUID]:
        with stage.sessions["cases"]() as session:
            return [one.person for one in session.query(TeamMember).filter(TeamMember.case_id == case)]

    def _hold(self, stage: "Region", life: "Life", meeting: UUID, team: list[UUID]) -> None:
        today, who = day_of(clock.now()), str(stage.person(life.worker))
        decided = [
            {"text": text, "who": who, "due_on": today + timedelta(weeks=weeks)} for text, weeks in self.decisions
        ]
        said = {"held_on": today, "came": team, "members": life.parents(), "summary": self.summary}
        on = (meetings.meeting_of, meeting)
        command, policy = commands.hold_meeting, meetings.ORGANISER
        stage.act("cases", life.worker, command, on=on, policy=policy, decisions=decided, **said)
