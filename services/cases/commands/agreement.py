"""The family signs: nothing is planned without it. An agreement that was written down wrongly is annulled."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_day, check_member, check_once, require, today, works_with
from services.cases.commands.entries import take_back, write
from services.cases.commands.progress import move, refresh, touch
from services.cases.commands.telling import tell
from services.cases.model import Case, Entry
from services.cases.rules.states import OPEN_STATES, STANDING_REQUESTS
from shared.caller import Caller
from shared.codes import CLOSED_CASE_STATES
from shared.contracts.cases import CASE_AGREED
from shared.problems import Conflict
from shared.words import N_


def agree(session: Session, caller: Caller, case: Case, *, signed_on: date, signed_by: list[UUID]) -> Case:
    """`signed_by`: adults of the family, at least one, and people who work with it. Once; again only when the one
    before was annulled."""
    if case.signed_on or case.status not in OPEN_STATES:
        require("agreement", case)
    found = Findings()
    check_day(found, "signed_on", signed_on, today(session, case), {})
    check_once(found, "signed_by", signed_by)
    for index, id in enumerate(signed_by):
        _check_signer(found, session, f"signed_by.{index}", case, id, signed_on)
    if signed_by and not any(case.member(id) for id in signed_by) and not found.errors:
        found.add("signed_by", "family_missing")
    found.stop()
    case.signed_on, case.signed_by = signed_on, signed_by
    entry = write(session, caller, case, "agreement", signed_on, {"signed_by": signed_by})
    move(case, "agreement")
    touch(case)
    refresh(session, case)
    tell(session, case, CASE_AGREED, caller.person, {"entry": entry.id, "signed_on": signed_on}, fact_on=signed_on)
    return case


RESTS = N_(
    "Take back first what was done on this agreement: assessments, the plan, reviews, requests for help, the end."
)


def _check_signer(found: Findings, session: Session, path: str, case: Case, id: UUID, day: date) -> None:
    if case.member(id) is None and works_with(session, case, id):
        return
    member = check_member(found, path, case, id, day)
    if member and not member.may_sign(day):
        found.add(path, "not_adult")


def annul_agreement(session: Session, caller: Caller, case: Case, entry: Entry, *, reason: str) -> Case:
    """It was never signed so. What rests on it is taken back first: the refusal names it. The state of the case never
    goes backwards: it waits for the agreement that holds."""
    resting = _resting(session, case) if entry.counts else []
    if resting:
        raise Conflict(RESTS, state=case.status, rests_on_it=resting)
    case.signed_on, case.signed_by = None, []
    take_back(session, caller, case, entry, reason)
    touch(case)
    return case


def _resting(session: Session, case: Case) -> list[str]:
    """Kinds of what counts and was done on the strength of the agreement."""
    counting = (Entry.case_id == case.id, Entry.annulled_at.is_(None), Entry.kind.in_(("assessment", "review")))
    found = set(session.scalars(select(Entry.kind).where(*counting)))
    if case.plan and case.plan.state != "draft":
        found.add("plan")
    if any(request.status in STANDING_REQUESTS for request in case.support_requests):
        found.add("support_request")
    if case.status in CLOSED_CASE_STATES:
        found.add("closure")
    return sorted(found)
