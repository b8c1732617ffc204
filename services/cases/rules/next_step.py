"""The one thing that a case waits for next, and when it is due."""

from collections.abc import Sequence
from datetime import date

from services.cases.rules.deadlines import Due
from services.cases.rules.states import OPEN_STATES

Step = tuple[str | None, date | None]


def next_step(status: str, plan_state: str | None, due: Sequence[Due]) -> Step:
    """A deadline's kind, `service` (the first after the plan), `needs_participation` (someone came into the family
    after the plan), or None when nothing is left; with the day by which."""
    waiting = {one.kind: one.due_on for one in due if one.met_on is None}
    step = _step(status, plan_state, waiting)
    if step is None:
        return None, None
    return step, waiting.get(step, min(waiting.values(), default=None))


def _step(status: str, plan_state: str | None, waiting: dict[str, date]) -> str | None:
    if status == "opened":
        return "first_contact" if "first_contact" in waiting else "agreement"
    if status in OPEN_STATES and "agreement" in waiting:
        return "agreement"
    if status == "agreed":
        return "assessment"
    if status == "assessed":
        return "assessment" if "assessment" in waiting else "plan"
    if status in ("planned", "supported"):
        return _of_planned(status, plan_state, waiting)
    return "follow_up" if "follow_up" in waiting else None


def _of_planned(status: str, plan_state: str | None, waiting: dict[str, date]) -> str:
    undone = next((kind for kind in ("assessment", "plan") if kind in waiting), None)
    if undone:  # what the case had come to rests on it, and it was annulled
        return undone
    if plan_state == "needs_participation":
        return plan_state
    if plan_state == "draft":
        return "plan"
    if status == "planned":
        return "service"
    soonest = [kind for kind in ("review", "team_meeting", "closure") if kind in waiting]
    return min(soonest, key=lambda kind: waiting[kind], default="review")
