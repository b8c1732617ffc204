"""Work with a family: contact, agreement, assessment, plan, services, reviews, and the end of support."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from services.cases import commands, policies
from services.cases.model import Case
from shared import clock
from shared.web.policy import Policy
from stack.demo.region.acts.act import Act
from stack.demo.region.calendar import day_of
from stack.demo.region.themes.theme import Goal, Theme

if TYPE_CHECKING:
    from stack.demo.region.stage import Stage
    from stack.demo.region.story import Life, Member


def case_id(stage: "Stage", life: "Life") -> UUID:
    """The case that the referral's acceptance opened."""
    if life.case is None:
        life.case = stage.find("cases", Case.id, Case.referral == life.referral)
    if life.case is None:
        stage.arrive()
        life.case = stage.read("cases", Case.id, Case.referral == life.referral)
    assert life.case
    return life.case


@dataclass(frozen=True)
class OnCase(Act):
    """By the worker unless `by` says whom."""

    def _do(
        self,
        stage: "Stage",
        life: "Life",
        command: Any,
        body: Mapping[str, Any],
        policy: Policy = policies.TEAM,
        by: str = "",
    ) -> Any:
        on = (policies.case_of, case_id(stage, life))
        return stage.act("cases", by or life.worker, command, on=on, policy=policy, **body)


@dataclass(frozen=True)
class Contact(OnCase):
    kind: str
    note: str
    minutes: int | None = None

    def play(self, stage: "Stage", life: "Life") -> None:
        members = [] if self.kind == "not_reached" else life.adults()
        said = {"kind": self.kind, "at": clock.now(), "members": members, "minutes": self.minutes, "note": self.note}
        self._do(stage, life, commands.record_contact, said)


@dataclass(frozen=True)
class Note(OnCase):
    text: str
    by: str = ""

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, commands.write_note, {"text": self.text}, by=self.by)


@dataclass(frozen=True)
class Agree(OnCase):
    def play(self, stage: "Stage", life: "Life") -> None:
        signed_by = [*life.adults(), stage.person(life.worker)]
        today = day_of(clock.now())
        self._do(stage, life, commands.agree, {"signed_on": today, "signed_by": signed_by}, policies.WORKER)


def present(stage: "Stage", life: "Life") -> dict[str, Any]:
    """Everyone who is old enough, with the worker; the others are too young."""
    took_part = life.who_can(stage.calendar, day_of(clock.now()))
    absent = [{"member": id, "reason": "too_young"} for id in life.all() if id not in took_part]
    return {"participants": [*took_part, stage.person(life.worker)], "absent": absent}


def participation(stage: "Stage", life: "Life", refuses: str = "") -> list[dict[str, Any]]:
    took_part = life.who_can(stage.calendar, day_of(clock.now()))
    said: list[dict[str, Any]] = []
    for name, id in [(one.first, life.members[one.first]) for one in life.household()]:
        if name == refuses:
            said.append({"member": id, "took_part": False, "reason": "refused"})
        elif id in took_part:
            said.append({"member": id, "took_part": True})
        else:
            said.append({"member": id, "took_part": False, "reason": "too_young"})
    return said


@dataclass(frozen=True)
class Assess(OnCase):
    """`better`: how many points higher than at the first look, at most 5."""

    theme: Theme
    better: int = 0
    removal: str = "no_risk"

    def play(self, stage: "Stage", life: "Life") -> None:
        scores = [_score(domain, points + self.better) for domain, points in self.theme.family.items()]
        for id in life.children():
            scores += [{"member": id, **_score(one, p + self.better)} for one, p in self.theme.child.items()]
        texts = (self.theme.summary_later, self.theme.says_later) if self.better else self._first()
        body = {
            "tool": "interview" if self.better else self.theme.tool,
            "done_on": day_of(clock.now()),
            "scores": scores,
            "children": [{"member": id, "removal": self.removal} for id in life.children()],
            "summary": texts[0],
            "family_says": texts[1],
        }
        self._do(stage, life, commands.assess, body | present(stage, life))

    def _first(self) -> tuple[str, str]:
        return self.theme.summary, self.theme.says


def _score(domain: str, points: int) -> dict[str, Any]:
    return {"domain": domain, "score": min(points, 5)}


@dataclass(frozen=True)
class MakePlan(OnCase):
    """`refuses`: the first name of who does not want this plan yet, so that it stays a draft."""

    theme: Theme
    refuses: str = ""
    done: bool = False

    def play(self, stage: "Stage", life: "Life") -> None:
        goals = [self._goal(stage, life, goal) for goal in self.theme.goals]
        said = {"goals": goals, "participation": participation(stage, life, self.refuses)}
        self._do(stage, life, commands.save_plan, said, policies.WORKER)

    def _goal(self, stage: "Stage", life: "Life", goal: Goal) -> dict[str, Any]:
        member = life.children()[0] if goal.of_child and life.children() else None
        due_on = stage.calendar.after(clock.now(), goal.weeks * 7)
        done_on = day_of(clock.now()) if self.done else None
        tasks = [{"title": title, "who": who, "due_on": due_on, "done_on": done_on} for title, who in goal.tasks]
        status = "reached" if self.done else "open"
        kept = {"title": goal.title, "domain": goal.domain, "needs_specialist": goal.needs_specialist}
        return {**kept, "member": member, "status": status, "tasks": tasks}


@dataclass(frozen=True)
class Serve(OnCase):
    kind: str
    note: str
    speciality: str | None = None
    method: str | None = None
    provider: str | None = None
    children: bool = False
    by: str = ""

    def play(self, stage: "Stage", life: "Life") -> None:
        members = life.children() if self.children else life.all()
        said = {"kind": self.kind, "note": self.note, "speciality": self.speciality, "method": self.method}
        body = {**said, "provider": self.provider, "given_on": day_of(clock.now()), "members": members}
        self._do(stage, life, commands.record_service, body, by=self.by)


@dataclass(frozen=True)
class Review(OnCase):
    summary: str
    says: str
    wellbeing: str = "improved"
    removal: str = "no_risk"

    def play(self, stage: "Stage", life: "Life") -> None:
        seen = {"wellbeing": self.wellbeing, "removal": self.removal}
        body = {
            "held_on": day_of(clock.now()),
            "children": [{"member": id, **seen} for id in life.children()],
            "summary": self.summary,
            "family_says": self.says,
        }
        self._do(stage, life, commands.review, body | present(stage, life))


@dataclass(frozen=True)
class Join(OnCase):
    """Someone comes onto the team."""

    person: str
    role: str = "specialist"
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        joined = {"person": stage.person(self.person), "role": self.role}
        self._do(stage, life, commands.add_to_team, joined, policies.WORKER_OR_SUPERVISOR)


@dataclass(frozen=True)
class Comes(OnCase):
    """Someone comes into the family."""

    who: "Member"

    def play(self, stage: "Stage", life: "Life") -> None:
        names = {"last_name": self.who.last, "first_name": self.who.first, "middle_name": self.who.middle}
        sent = {"role": self.who.role, **names, "born_on": stage.calendar.birthday(self.who.age)}
        case = self._do(stage, life, commands.change_family, {"members": [sent]}, policies.WORKER)
        life.came.append(self.who)
        life.members[self.who.first] = case.members[-1].id


@dataclass(frozen=True)
class Close(OnCase):
    outcome: str
    wellbeing: str = "improved"
    removal: str = "no_risk"
    at_home: bool = True
    rights: str = "kept"
    agrees: bool = True
    says: str | None = None
    reason: str | None = None
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        seen = {"wellbeing": self.wellbeing, "removal": self.removal, "in_own_family": self.at_home}
        body = {
            "outcome": self.outcome,
            "closed_on": day_of(clock.now()),
            "children": [{"member": id, **seen} for id in life.children()],
            "parents": [{"member": id, "rights": self.rights} for id in life.parents()],
            "participation": participation(stage, life),
            "family_agrees": self.agrees,
            "family_says": self.says,
            "reason": self.reason,
        }
        self._do(stage, life, commands.close, body, policies.WORKER_OR_SUPERVISOR)


@dataclass(frozen=True)
class FollowUp(OnCase):
    holds: bool
    note: str
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        held = {"held_on": day_of(clock.now()), "holds": self.holds, "note": self.note}
        self._do(stage, life, commands.follow_up, held)


@dataclass(frozen=True)
class Reopen(OnCase):
    reason: str
    by: str = ""
    tells: ClassVar[bool] = True

    def play(self, stage: "Stage", life: "Life") -> None:
        self._do(stage, life, commands.reopen, {"reason": self.reason}, policies.WORKER_OR_SUPERVISOR, self.by)
