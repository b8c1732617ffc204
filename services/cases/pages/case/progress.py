"""How far a case is: a row for each step, with what was done, by when it is due and why, and what to do next."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from services.cases.model import Case
from services.cases.pages import dues
from services.cases.pages.frame import Frame, address_of
from services.cases.rules.states import RESTS_ON_AGREEMENT, allowed
from shared.codes import PLAN_STATES
from shared.web.pages import _, dates
from shared.web.pages.reader import this_reader
from shared.words import N_

Deadline = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """`kind`: of its deadline; `command`: by which it is done (`rules.states`); `may`: who does it; `looks`: the
    section that has what was done."""

    kind: str
    title: str
    command: str
    button: str
    later: str
    may: Callable[[Frame], bool]
    looks: str = ""


def _team(frame: Frame) -> bool:
    return frame.may_write


def _afterwards(frame: Frame) -> bool:
    return frame.on_team


def _worker(frame: Frame) -> bool:
    return frame.is_worker


def _leads(frame: Frame) -> bool:
    return frame.leads


STEPS = (
    Step("first_contact", N_("Contact with the family"), "contact", N_("Write down a contact"), "", _team, "timeline"),
    Step("agreement", N_("Agreement"), "agreement", N_("Write down the agreement"), "", _worker, "agreement"),
    Step(
        "assessment", N_("Assessment of needs"), "assessment", N_("Assess the needs"), N_("Comes after the agreement."),
        _team, "assessments",
    ),
    Step("plan", N_("Plan"), "plan", N_("Make the plan"), N_("Comes after the assessment."), _worker, "plan"),
    Step(
        "service", N_("Help by the plan"), "service", N_("Write down a service"), N_("Comes after the plan."), _team,
        "services",
    ),
    Step(
        "review", N_("Review with the family"), "review", N_("Write down a review"), N_("Comes after the plan."), _team,
        "reviews",
    ),
    Step("team_meeting", N_("Meeting of the team"), "team_meeting", N_("Plan a meeting"), "", _team, "meetings"),
    Step("closure", N_("End of support"), "closure", N_("End the support"), "", _leads, "follow-ups"),
    Step(
        "follow_up", N_("How the family lives afterwards"), "follow_up", N_("Write down how they live"),
        N_("Comes some months after the end of support."), _afterwards, "follow-ups",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """`due` is shown by its class; `said` is what there is to know, `origin` why that day."""

    title: str
    said: str
    origin: str
    due: Any
    done: bool
    is_next: bool
    href: str
    button: str
    looks: str


def rows_of(case: Case, deadlines: list[Deadline], frame: Frame) -> list[Row]:
    by_kind = {one["kind"]: one for one in deadlines}
    return [_row(case, step, by_kind.get(step.kind), frame) for step in STEPS]


def _row(case: Case, step: Step, deadline: Deadline | None, frame: Frame) -> Row:
    waits = deadline is not None and deadline["met_on"] is None
    can = step.may(frame) and _possible(case, step.command)
    return Row(
        title=_(step.title),
        said=_said(case, step, deadline),
        origin=dues.origin_of(step.kind, case.urgency, deadline["length"]) if deadline and waits else "",
        due=deadline["due_on"] if deadline and waits else None,
        done=not waits and _is_done(case, step, deadline),
        is_next=_is_next(case, step),
        href=dues.address_of(case.id, _asked(case, step)) if can else "",
        button=_button(case, step),
        looks=f"{address_of(case)}/{step.looks}" if step.looks else "",
    )


def _possible(case: Case, command: str) -> bool:
    rests = command in RESTS_ON_AGREEMENT and case.signed_on is None
    return allowed(command, case.status) and not rests


def _is_next(case: Case, step: Step) -> bool:
    wanted = "plan" if case.next_step == "needs_participation" else case.next_step
    return step.kind == wanted


def _asked(case: Case, step: Step) -> str:
    """Of a plan that waits for somebody's participation, that."""
    return case.next_step or "" if step.kind == "plan" and _is_next(case, step) else step.kind


def _button(case: Case, step: Step) -> str:
    if step.kind == "plan" and case.plan and not _is_next(case, step):
        return _("Change the plan")
    return _(step.button)


def _is_done(case: Case, step: Step, deadline: Deadline | None) -> bool:
    if deadline:
        return True
    done_by = {"agreement": "agreed", "assessment": "assessed", "plan": "planned", "service": "supported"}
    order = ("opened", "agreed", "assessed", "planned", "supported", "closed", "followed_up")
    if step.kind == "closure":
        return case.closed_on is not None
    return step.kind in done_by and order.index(case.status) >= order.index(done_by[step.kind])


def _said(case: Case, step: Step, deadline: Deadline | None) -> str:
    if step.kind == "plan" and case.plan:
        return PLAN_STATES.text(case.plan.state, this_reader().language)
    if step.kind == "agreement" and case.signed_on:
        return _("Signed %(day)s", day=dates.day(case.signed_on))
    if step.kind == "closure" and case.closed_on:
        return _("Ended %(day)s", day=dates.day(case.closed_on))
    if deadline and deadline["met_on"]:
        return _("Done %(day)s", day=dates.day(deadline["met_on"]))
    if deadline:
        return dates.until_day(deadline["due_on"])
    return _("Done already") if _is_done(case, step, deadline) else _(step.later) if step.later else ""
