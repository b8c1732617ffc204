"""The family's plan: goals and tasks that it and the team agreed on. Every version is kept."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import (
    Findings,
    check_once,
    check_participation,
    check_who,
    plain,
    require,
    today,
)
from services.cases.commands.entries import first_assessment
from services.cases.commands.progress import move, refresh, touch
from services.cases.commands.telling import tell
from services.cases.model import Case, Plan, PlanVersion, participation_of
from services.cases.rules import plan as rules
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_PLANNED
from shared.ids import uuid7
from shared.problems import Conflict

Parts = list[dict[str, Any]]


def save_plan(session: Session, caller: Caller, case: Case, *, goals: Parts, participation: Parts) -> Plan:
    """The whole plan anew. With a refusal or without a goal it is a draft, and the case stays where it is."""
    require("plan", case)
    day = today(session, case)
    current = case.household(day)
    found = Findings()
    check_participation(found, case, participation, current, day)
    _check_goals(found, session, case, goals, day)
    found.stop()
    state = rules.state_when_saved(len(goals), [participation_of(one) for one in participation])
    if state == "valid" and first_assessment(session, case) is None:
        raise Conflict("A plan is made on an assessment, and none counts any more.", state=case.status)
    plan = _write(case, plain([_goal(goal) for goal in goals]), plain(participation), state)
    session.flush()
    session.add(_version(case, plan, day, caller.person))
    if state == "valid":
        move(case, "plan")
    touch(case)
    refresh(session, case)
    if state == "valid":
        tell(session, case, CASE_PLANNED, caller.person, {"version": plan.number, "planned_on": day})
    return plan


def _check_goals(found: Findings, session: Session, case: Case, goals: Parts, day: date) -> None:
    known = {goal["id"]: {task["id"] for task in goal["tasks"]} for goal in (case.plan.goals if case.plan else [])}
    check_once(found, "goals", [goal.get("id") or index for index, goal in enumerate(goals)])
    for index, goal in enumerate(goals):
        path, id = f"goals.{index}", goal.get("id")
        if id and str(id) not in known:
            found.add(f"{path}.id", "not_found")
        if goal.get("member") and case.member(goal["member"]) is None:
            found.add(f"{path}.member", "not_found")
        _check_tasks(found, session, case, f"{path}.tasks", goal["tasks"], known.get(str(id), set()), day)


def _check_tasks(
    found: Findings, session: Session, case: Case, path: str, tasks: Parts, known: set[str], day: date
) -> None:
    check_once(found, path, [task.get("id") or index for index, task in enumerate(tasks)])
    for index, task in enumerate(tasks):
        if task.get("id") and str(task["id"]) not in known:
            found.add(f"{path}.{index}.id", "not_found")
        if task.get("done_on") and task["done_on"] > day:
            found.add(f"{path}.{index}.done_on", "in_future")
        check_who(found, session, f"{path}.{index}.who", case, task["who"], day)


def _goal(sent: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": sent.get("id") or uuid7(),
        "title": sent["title"],
        "domain": sent["domain"],
        "member": sent.get("member"),
        "needs_specialist": sent.get("needs_specialist") or False,
        "status": sent.get("status") or "open",
        "tasks": [_task(task) for task in sent["tasks"]],
    }


def _task(sent: dict[str, Any]) -> dict[str, Any]:
    same = {name: sent[name] for name in ("title", "who", "due_on")}
    return {"id": sent.get("id") or uuid7(), **same, "done_on": sent.get("done_on")}


def _write(case: Case, goals: Parts, participation: Parts, state: str) -> Plan:
    if case.plan is None:
        case.plan = Plan(revision=0, number=0)
    plan = case.plan
    plan.revision += 1
    plan.number += 1
    plan.goals, plan.participation, plan.state = goals, participation, state
    return plan


def _version(case: Case, plan: Plan, day: date, by: UUID) -> PlanVersion:
    return PlanVersion(
        case_id=case.id,
        number=plan.number,
        round=case.round,
        state=plan.state,
        goals=plan.goals,
        participation=plan.participation,
        saved_on=day,
        saved_at=clock.now(),
        saved_by=by,
    )
