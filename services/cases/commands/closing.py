"""The end of support, with an outcome, and its going on after all."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.assessments import children_told
from services.cases.commands.checks import (
    Findings,
    check_children,
    check_day,
    check_member,
    check_once,
    check_participation,
    is_child_domain,
    plain,
    require,
    today,
)
from services.cases.commands.enrolments import leave_all
from services.cases.commands.entries import first_assessment
from services.cases.commands.progress import refresh, touch
from services.cases.commands.support import withdraw_open_requests
from services.cases.commands.telling import tell
from services.cases.commands.visits import cancel_visits
from services.cases.model import Case, Closure, Entry
from services.cases.rules import closure as rules
from shared import clock
from shared.caller import Caller
from shared.contracts.cases import CASE_CLOSED, CASE_REOPENED
from shared.directory.model import KnownOrganisation
from shared.ids import uuid7
from shared.problems import Conflict

Parts = list[dict[str, Any]]
THRESHOLD = 3
"""Of an organisation that set none: no child domain may be below it."""


def close(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    outcome: str,
    closed_on: date,
    children: Parts,
    participation: Parts,
    family_agrees: bool,
    parents: Parts | None = None,
    family_says: str | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> Case:
    """`self_sufficient` only from `supported`, and only where it holds; anything else needs a reason."""
    require("closure", case)
    if outcome == rules.SELF_SUFFICIENT and case.status != "supported":
        raise Conflict("A family becomes self-sufficient by being supported.", state=case.status)
    sent: dict[str, Any] = {"children": children, "parents": parents or [], "participation": participation}
    sent |= {"family_agrees": family_agrees, "family_says": family_says, "reason": reason, "note": note}
    _check(session, case, outcome, closed_on, sent)
    session.add(_closure(case, caller, outcome, closed_on, sent))
    case.status, case.outcome, case.closed_on = "closed", outcome, closed_on
    touch(case)
    session.flush()
    refresh(session, case)
    _tell_closed(session, caller, case, children, parents or [])
    withdraw_open_requests(session, case, caller.person)
    leave_all(session, case, caller.person, closed_on, "case_closed", {member.id for member in case.members})
    cancel_visits(session, case, caller.person)
    return case


def _tell_closed(session: Session, caller: Caller, case: Case, children: Parts, parents: Parts) -> None:
    rights = [{"id": parent["member"], "rights": parent["rights"]} for parent in parents]
    told = {"closed_on": case.closed_on, "children": children_told(children), "parents": rights}
    tell(session, case, CASE_CLOSED, caller.person, told, fact_on=case.closed_on)


def _check(session: Session, case: Case, outcome: str, closed_on: date, sent: dict[str, Any]) -> None:
    day = today(session, case)
    found = Findings()
    check_day(found, "closed_on", closed_on, day, _earliest(session, case))
    found.stop()
    household = [member for member in case.household(closed_on) if member.is_born(closed_on)]
    current = {member.id for member in household if member.is_child(closed_on)}
    check_children(found, case, sent["children"], closed_on)
    if current - {child["member"] for child in sent["children"]}:
        found.add("children", "member_missing")
    _check_parents(found, case, sent["parents"], closed_on)
    check_participation(found, case, sent["participation"], household, closed_on)
    if outcome != rules.SELF_SUFFICIENT and not sent["reason"]:
        found.add("reason", "required")
    found.stop()
    if outcome == rules.SELF_SUFFICIENT:
        _check_self_sufficient(session, case, current, sent)


def _earliest(session: Session, case: Case) -> dict[str, date | None]:
    """What a closure follows. Who was in the family, and who of them a child, goes by the day that it states."""
    return {
        "before_opening": case.opened_on,
        "before_agreement": case.signed_on,
        "before_assessment": first_assessment(session, case),
        "before_reopening": case.began_on if case.round > 1 else None,
    }


def _check_parents(found: Findings, case: Case, parents: Parts, day: date) -> None:
    check_once(found, "parents", [parent["member"] for parent in parents])
    for index, parent in enumerate(parents):
        path = f"parents.{index}.member"
        member = check_member(found, path, case, parent["member"], day)
        if member and not member.may_sign(day):
            found.add(path, "not_adult")


def _check_self_sufficient(session: Session, case: Case, current: set[UUID], sent: dict[str, Any]) -> None:
    found = Findings()
    at_home = {child["member"] for child in sent["children"] if child["in_own_family"]}
    needs_specialist = case.plan is not None and case.plan.needs_specialist
    organisation = session.get(KnownOrganisation, case.organisation)
    threshold = organisation.self_sufficiency_threshold if organisation else THRESHOLD
    scores = rules.last_scores(_child_scores(session, case))
    for code in rules.hindrances(current, scores, threshold, needs_specialist, at_home, sent["family_agrees"]):
        found.add("outcome", code)
    found.stop()


def _child_scores(session: Session, case: Case) -> list[list[rules.ChildScore]]:
    """Of each assessment that counts, the oldest first."""
    counting = (Entry.case_id == case.id, Entry.kind == "assessment", Entry.annulled_at.is_(None))
    ordered = select(Entry.facts["scores"]).where(*counting).order_by(Entry.happened_on, Entry.id)
    return [_of_children(scores) for scores in session.scalars(ordered)]


def _of_children(scores: Sequence[dict[str, Any]]) -> list[rules.ChildScore]:
    return [
        rules.ChildScore(UUID(one["member"]), one["score"])
        for one in scores
        if one.get("member") and is_child_domain(one["domain"])
    ]


def _closure(case: Case, caller: Caller, outcome: str, closed_on: date, sent: dict[str, Any]) -> Closure:
    return Closure(
        id=uuid7(),
        case_id=case.id,
        round=case.round,
        last_status=case.status,
        outcome=outcome,
        closed_on=closed_on,
        facts=plain(sent),
        closed_by=caller.person,
        closed_at=clock.now(),
    )


def reopen(session: Session, caller: Caller, case: Case, *, reason: str) -> Case:
    """Support goes on in the last open state; its deadlines start anew today."""
    require("reopening", case)
    closure = session.scalars(select(Closure).where(Closure.case_id == case.id, Closure.round == case.round)).one()
    day = today(session, case)
    closure.reopened_on, closure.reopened_at = day, clock.now()
    closure.reopened_by, closure.reopen_reason = caller.person, reason
    case.status = case.began_in = closure.last_status
    case.round, case.began_on = case.round + 1, day
    case.outcome = case.closed_on = None
    touch(case)
    session.flush()
    refresh(session, case)
    tell(session, case, CASE_REOPENED, caller.person, {"reopened_on": day})
    return case
