"""The plan at a glance, its versions, and its tasks done."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import select

from services.cases import commands, views
from services.cases.commands.checks import today
from services.cases.model import Case, Plan, PlanVersion
from services.cases.pages import frame
from services.cases.pages.steps import people
from services.cases.pages.steps.room import BY_WORKER, CASE, OF_PLAN, READ, at, pages
from services.cases.schemas.plans import PlanBody
from shared.problems import Conflict, NotFound
from shared.web.pages import _, go, show
from shared.web.routes import Call, load

TASK = f"{CASE}/plan/goals/<uuid:goal>/tasks/<uuid:task>"
DAYS = ("due_on", "done_on")
PRESSED = {name: value for name, value in BY_WORKER.items() if name != "template"} | OF_PLAN


@pages.page(f"{CASE}/plan", **READ)
def plan(call: Call) -> Response:
    case = call.record
    shown = {"plan": _shown(case.plan) if case.plan else None, "revision": case.plan and case.plan.revision}
    missing = [people.called(one) for one in missing_in(call, case)]
    return show(
        "steps/plan.html",
        **frame.of(call, "plan"),
        **shown,
        missing=missing,
        called=people.called_by(call.session, case),
        today=today(call.session, case),
        may_plan=case.status in ("assessed", "planned", "supported") and case.signed_on is not None,
    )


@pages.page(f"{CASE}/plan/versions", **READ)
def plan_versions(call: Call) -> Response:
    wanted = select(PlanVersion).where(PlanVersion.case_id == call.record.id).order_by(PlanVersion.number.desc())
    versions = [views.plan_version_of(one) | _shown(one) for one in call.session.scalars(wanted)]
    called = people.called_by(call.session, call.record)
    return show("steps/plan_versions.html", **frame.of(call, "plan"), versions=versions, called=called)


def _shown(plan: Plan | PlanVersion) -> dict[str, Any]:
    return views.plan_of(plan) | {"goals": [with_days(goal) for goal in plan.goals]}


def with_days(goal: dict[str, Any]) -> dict[str, Any]:
    """The days of its tasks, which are kept as text."""
    return goal | {"tasks": [task | {name: _day(task.get(name)) for name in DAYS} for task in goal["tasks"]]}


def _day(kept: str | None) -> date | None:
    return date.fromisoformat(kept) if kept else None


def missing_in(call: Call, case: Case) -> list[Any]:
    """Who lives there now, and of whom the plan says nothing."""
    said = {str(one["member"]) for one in case.plan.participation} if case.plan else set()
    return [one for one in people.household(call.session, case) if str(one.id) not in said]


def participation_now(call: Call, case: Case) -> list[dict[str, Any]]:
    """What the plan says of those who still live there."""
    here = {str(one.id) for one in people.household(call.session, case)}
    return [one for one in (case.plan.participation if case.plan else []) if str(one["member"]) in here]


@pages.press(f"{TASK}/done", **PRESSED)
def task_done(call: Call) -> Response:
    _mark(call, today(call.session, call.record).isoformat())
    return go(at(call.record, "plan"), _("The task is done."))


@pages.press(f"{TASK}/open", **PRESSED)
def task_open(call: Call) -> Response:
    _mark(call, None)
    return go(at(call.record, "plan"), _("The task is open again."))


def _mark(call: Call, done_on: str | None) -> None:
    """The whole plan anew, with this one day in it. Raises Conflict while somebody has not taken part in the plan."""
    case: Case = call.record
    if missing_in(call, case):
        raise Conflict("Somebody of the family has not taken part yet.", state="needs_participation")
    goals = [dict(goal) for goal in goals_of(case)]
    tasks = [dict(task) for goal in goals if goal["id"] == str(call.path["goal"]) for task in goal["tasks"]]
    task = next((one for one in tasks if one["id"] == str(call.path["task"])), None)
    if task is None:
        raise NotFound
    task["done_on"] = done_on
    for goal in goals:
        if goal["id"] == str(call.path["goal"]):
            goal["tasks"] = tasks
    body = load(PlanBody(), {"goals": goals, "participation": participation_now(call, case)})
    commands.save_plan(call.session, call.caller, case, **body)


def goals_of(case: Case) -> list[dict[str, Any]]:
    return list(case.plan.goals) if case.plan else []


def goal_of(case: Case, goal: UUID) -> int:
    """Its place in the plan. Raises NotFound."""
    found = next((place for place, one in enumerate(goals_of(case)) if one["id"] == str(goal)), None)
    if found is None:
        raise NotFound
    return found
