"""The family signs: nothing is planned without it."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_day, check_member, check_once, require, today, works_with
from services.cases.commands.progress import move, refresh, touch
from services.cases.commands.telling import tell
from services.cases.model import Case
from shared.caller import Caller
from shared.contracts.cases import CASE_AGREED


def agree(session: Session, caller: Caller, case: Case, *, signed_on: date, signed_by: list[UUID]) -> Case:
    """`signed_by`: adults of the family, at least one, and people who work with it."""
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
    move(case, "agreement")
    touch(case)
    refresh(session, case)
    tell(session, case, CASE_AGREED, caller.person, {"signed_on": signed_on}, fact_on=signed_on)
    return case


def _check_signer(found: Findings, session: Session, path: str, case: Case, id: UUID, day: date) -> None:
    if case.member(id) is None and works_with(session, case, id):
        return
    member = check_member(found, path, case, id, day)
    if member and not member.may_sign(day):
        found.add(path, "not_adult")
