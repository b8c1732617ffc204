"""A goal with its tasks, and who took part in the plan. Each form saves the whole plan, with the rest as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response

from services.cases import commands
from services.cases.model import Case
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.plan import goal_of, goals_of, participation_now, with_days
from services.cases.pages.steps.room import BY_WORKER, CASE, OF_PLAN, Listed, at, pages
from services.cases.schemas.plans import PlanBody
from shared.codes import ASSESSMENT_DOMAINS, GOAL_STATES
from shared.web.pages import Form, _, go
from shared.web.pages.fields import Choice, Day, Group, Hidden, Option, Rows, Text, Tick, options
from shared.web.pages.form import Part
from shared.web.routes import Call

NEW_TASKS = 3
"""Empty rows for tasks below those that there are."""


@dataclass
class OneGoal(Listed):
    """Asks for the goal at `place` of the plan; the others stay as they are."""

    goals: Sequence[dict[str, Any]] = ()
    place: int = 0

    def body(self) -> dict[str, Any]:
        found = super().body()
        (typed,) = found["goals"]
        goals = [dict(one) for one in self.goals]
        goals[self.place : self.place + 1] = [typed]
        return found | {"goals": goals}


@dataclass
class SameGoals(Listed):
    """Asks who took part; the goals stay as they are."""

    goals: Sequence[dict[str, Any]] = ()

    def body(self) -> dict[str, Any]:
        return super().body() | {"goals": list(self.goals)}


def new_goal_form(call: Call) -> Form:
    case = call.record
    return _goal_form(call, case, len(goals_of(case)), _("A new goal"), _("Add the goal to the plan"))


def goal_form(call: Call) -> Form:
    place = goal_of(call.record, call.path["goal"])
    return _goal_form(call, call.record, place, _("Change the goal"), _("Save the goal"))


def _goal_form(call: Call, case: Case, place: int, title: str, button: str) -> Form:
    goals = goals_of(case)
    present = goals[place] if place < len(goals) else None
    return OneGoal(
        title,
        _fields(call, case, f"goals.{place}", present),
        button,
        values=_values(f"goals.{place}", present),
        back=at(case, "plan"),
        shown=frame.of(call, "plan"),
        goals=goals,
        place=place,
    )


def _fields(call: Call, case: Case, path: str, present: dict[str, Any] | None) -> list[Part]:
    known = [Hidden(f"{path}.id", ""), _state(path)] if present else []
    tasks = len(present["tasks"]) if present else 0
    return [
        Text(f"{path}.title", _("What is to be reached?"), hint=_("In the family's own words"), rows=2),
        Choice(f"{path}.domain", _("What is the goal about?"), options=options(ASSESSMENT_DOMAINS), many=True),
        Choice(f"{path}.member", _("Whose goal is it?"), options=_whose(call, case), many=True, optional=True),
        Tick(f"{path}.needs_specialist", _("A specialist is needed for it")),
        *known,
        Group(_("Tasks: who does what, by when"), [_tasks(call, case, f"{path}.tasks", tasks)]),
        Group(_("Who took part in this plan"), people.participation(call.session, case, participation_now(call, case))),
    ]


def _state(path: str) -> Choice:
    return Choice(f"{path}.status", _("How far is it?"), options=options(GOAL_STATES))


def _whose(call: Call, case: Case) -> list[Option]:
    return people.offered(people.household(call.session, case))


def _tasks(call: Call, case: Case, path: str, known: int) -> Rows:
    names = people.names(call.session, case)
    rows = [_task(f"{path}.{number}", number, names, number < known) for number in range(known + NEW_TASKS)]
    return Rows(path, rows, hint=_("A row that you leave empty is no task."))


def _task(path: str, number: int, names: dict[str, str], known: bool) -> Group:
    known_only = [Day(f"{path}.done_on", _("Done on"), optional=True), Hidden(f"{path}.id", "")] if known else []
    return Group(
        _("Task %(number)s", number=number + 1),
        [
            Text(f"{path}.title", _("What is to be done?")),
            people.who(f"{path}.who", _("Who does it?"), names),
            Day(f"{path}.due_on", _("By which day?")),
            *known_only,
        ],
    )


def _values(path: str, present: dict[str, Any] | None) -> dict[str, Any]:
    goal = with_days(present) if present else {}
    return {f"{path}.{name}": value for name, value in goal.items()}


@pages.form(f"{CASE}/plan/goals/new", **BY_WORKER, **OF_PLAN, body=PlanBody, form=new_goal_form)
def add_goal(call: Call) -> Response:
    return _saved(call, _("The goal is in the plan."))


@pages.form(f"{CASE}/plan/goals/<uuid:goal>", **BY_WORKER, **OF_PLAN, body=PlanBody, form=goal_form)
def change_goal(call: Call) -> Response:
    return _saved(call, _("The goal is changed."))


def participation_form(call: Call) -> Form:
    case = call.record
    return SameGoals(
        _("Who took part in the plan"),
        people.participation(call.session, case, participation_now(call, case)),
        _("Save who took part"),
        lead=_("The plan is in force when everyone of the family who can has taken part, and nobody refuses."),
        back=at(case, "plan"),
        shown=frame.of(call, "plan"),
        goals=goals_of(case),
    )


@pages.form(f"{CASE}/plan/participation", **BY_WORKER, **OF_PLAN, body=PlanBody, form=participation_form)
def take_part(call: Call) -> Response:
    return _saved(call, _("It is written down who took part."))


def _saved(call: Call, said: str) -> Response:
    commands.save_plan(call.session, call.caller, call.record, **call.body)
    return go(at(call.record, "plan"), said)
