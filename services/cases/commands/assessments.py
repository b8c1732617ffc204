"""Looking at how a family is, together with it: assessments, reviews, and the follow-up after closure."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.cases.commands.checks import (
    Findings,
    check_child,
    check_children,
    check_day,
    check_once,
    check_present,
    is_child_domain,
    require,
    today,
)
from services.cases.commands.entries import first_assessment, write
from services.cases.commands.progress import move, refresh
from services.cases.commands.telling import tell
from services.cases.model import Case, Entry
from shared.caller import Caller
from shared.contracts.cases import CASE_ASSESSED, CASE_FOLLOWED_UP, CASE_REVIEWED

Parts = list[dict[str, Any]]
"""Objects of the request's body, with Python values."""


def assess(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    tool: str,
    done_on: date,
    participants: list[UUID],
    scores: Parts,
    summary: str,
    absent: Parts | None = None,
    children: Parts | None = None,
    family_says: str | None = None,
) -> Entry:
    """`scores`: `{domain, score, member?}`, a child domain for a child, a family domain for the family."""
    require("assessment", case)
    found = Findings()
    check_day(found, "done_on", done_on, today(session, case), {"before_agreement": case.signed_on})
    check_present(found, session, case, participants, absent or [], done_on)
    _check_scores(found, case, scores, done_on)
    check_children(found, case, children or [], done_on)
    found.stop()
    facts: dict[str, Any] = {"tool": tool, "participants": participants, "absent": absent or [], "scores": scores}
    facts |= {"children": children or [], "summary": summary, "family_says": family_says}
    entry = write(session, caller, case, "assessment", done_on, facts)
    move(case, "assessment")
    refresh(session, case)
    removal = [{"id": child["member"], "removal": child["removal"]} for child in children or []]
    told = {"entry": entry.id, "done_on": done_on, "children": removal}
    tell(session, case, CASE_ASSESSED, caller.person, told, fact_on=done_on)
    return entry


def _check_scores(found: Findings, case: Case, scores: Parts, day: date) -> None:
    check_once(found, "scores", [(one.get("member"), one["domain"]) for one in scores])
    for index, one in enumerate(scores):
        path, member = f"scores.{index}.member", one.get("member")
        if not is_child_domain(one["domain"]):
            if member:
                found.add(path, "family_domain")
        elif member is None:
            found.add(path, "required")
        else:
            check_child(found, path, case, member, day)


def review(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    held_on: date,
    participants: list[UUID],
    children: Parts,
    summary: str,
    absent: Parts | None = None,
    family_says: str | None = None,
) -> Entry:
    """The family's situation looked at again. `children`: `{member, wellbeing, removal}`."""
    require("review", case)
    found = Findings()
    earliest = {"before_agreement": case.signed_on, "before_assessment": first_assessment(session, case)}
    check_day(found, "held_on", held_on, today(session, case), earliest)
    check_present(found, session, case, participants, absent or [], held_on)
    check_children(found, case, children, held_on)
    found.stop()
    facts = {"participants": participants, "absent": absent or [], "children": children}
    entry = write(session, caller, case, "review", held_on, {**facts, "summary": summary, "family_says": family_says})
    refresh(session, case)
    told = {"entry": entry.id, "held_on": held_on, "children": children_told(children)}
    tell(session, case, CASE_REVIEWED, caller.person, told, fact_on=held_on)
    return entry


def children_told(children: Parts) -> Parts:
    """What events say of each child at review and closure."""
    return [{"id": child["member"], "wellbeing": child["wellbeing"], "removal": child["removal"]} for child in children]


def follow_up(
    session: Session, caller: Caller, case: Case, *, held_on: date, holds: bool, note: str | None = None
) -> Entry:
    """Does the outcome hold? Once; again only when the one before was annulled."""
    if case.status != "followed_up" or _followed_up(session, case):
        require("follow_up", case)
    found = Findings()
    check_day(found, "held_on", held_on, today(session, case), {"before_closure": case.closed_on})
    found.stop()
    entry = write(session, caller, case, "follow_up", held_on, {"holds": holds, "note": note})
    move(case, "follow_up")
    refresh(session, case)
    told = {"entry": entry.id, "held_on": held_on, "holds": holds}
    tell(session, case, CASE_FOLLOWED_UP, caller.person, told, fact_on=held_on)
    return entry


def _followed_up(session: Session, case: Case) -> bool:
    counting = (Entry.case_id == case.id, Entry.round == case.round, Entry.annulled_at.is_(None))
    return bool(session.scalar(select(func.count()).where(*counting, Entry.kind == "follow_up")))
