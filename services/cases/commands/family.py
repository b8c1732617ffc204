"""The household of a case: after acceptance, cases owns it."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from services.cases.commands.checks import Findings, check_district, today
from services.cases.commands.enrolments import follow_household
from services.cases.commands.former import keep_former, said_of
from services.cases.commands.progress import refresh, touch
from services.cases.model import Case, Member, SearchTerm
from services.cases.rules import plan
from shared.ages import CHILD, full_years, is_possible
from shared.caller import Caller
from shared.ids import uuid7
from shared.search import terms

MEMBER_FIELDS = ("role", "last_name", "first_name", "middle_name", "born_on", "left_on")


def change_family(
    session: Session, caller: Caller, case: Case, *, members: list[dict[str, Any]] | None = None, **changes: Any
) -> Case:
    """`changes`: any of district, address, phone. `members`: those with an `id` are changed in what they name, those
    without one come in; whom it does not list stays as they are. Somebody leaves by `left_on`."""
    day = today(session, case)
    found = Findings()
    if "district" in changes:
        check_district(found, session, changes["district"])
    _check_each_once(found, members or [])
    for index, member in enumerate(members or []):
        _check_member(found, f"members.{index}", case, member, day)
    found.stop()
    before = said_of(case)
    for name, value in changes.items():
        setattr(case, name, value)
    for member in members or []:
        _write_member(case, member, day)
    _check_someone_stays(case, day)
    keep_former(session, case, before)
    _written(session, case, day)
    follow_household(session, case, caller.person, day)
    return case


def _check_each_once(found: Findings, members: list[dict[str, Any]]) -> None:
    seen = set()
    for index, id in enumerate(member.get("id") for member in members):
        if id and id in seen:
            found.add(f"members.{index}.id", "duplicate")
        seen.add(id)


def _check_member(found: Findings, path: str, case: Case, sent: dict[str, Any], day: date) -> None:
    known = case.member(sent["id"]) if sent.get("id") else None
    if sent.get("id") and known is None:
        found.add(f"{path}.id", "not_found")
        return
    for name in ("role", "first_name"):
        if (known is None and name not in sent) or sent.get(name, "?") in (None, ""):
            found.add(f"{path}.{name}", "required")
    _check_age(found, path, known, sent, day)
    _check_left(found, path, known, sent, day)


def _check_age(found: Findings, path: str, known: Member | None, sent: dict[str, Any], day: date) -> None:
    born_on, age = sent.get("born_on"), sent.get("age")
    if born_on and age is not None:
        found.add(f"{path}.age", "conflicting")
    if born_on and born_on > day:
        found.add(f"{path}.born_on", "in_future")
    role = sent.get("role") or (known.role if known else None)
    years = full_years(born_on, day) if born_on else age
    if role and years is not None and years >= 0 and not is_possible(role, years, comes_in=known is None):
        found.add(f"{path}.born_on" if born_on else f"{path}.age", "out_of_range")
    told = known is not None and not {"born_on", "age"} & sent.keys()
    if role == CHILD and not told and not born_on and age is None:
        found.add(f"{path}.born_on", "required")


def _check_left(found: Findings, path: str, known: Member | None, sent: dict[str, Any], day: date) -> None:
    left_on = sent.get("left_on")
    born_on = sent.get("born_on") or (known.born_on if known else None)
    if left_on and left_on > day:
        found.add(f"{path}.left_on", "in_future")
    if left_on and born_on and left_on < born_on:
        found.add(f"{path}.left_on", "before_birth")


def _write_member(case: Case, sent: dict[str, Any], day: date) -> None:
    member = case.member(sent["id"]) if sent.get("id") else None
    if member is None:
        member = Member(id=uuid7(), position=1 + max((one.position for one in case.members), default=-1))
        case.members.append(member)
    for name in MEMBER_FIELDS:
        if name in sent:
            setattr(member, name, sent[name])
    _write_age(member, sent, day)


def _write_age(member: Member, sent: dict[str, Any], day: date) -> None:
    """A date of birth is better than an age; an age that says what we reckon anyway changes nothing."""
    if sent.get("born_on"):
        member.age = member.aged_on = None
    elif sent.get("age") is not None and (member.born_on or sent["age"] != member.age_on(day)):
        member.born_on, member.age, member.aged_on = None, sent["age"], day


def _check_someone_stays(case: Case, day: date) -> None:
    found = Findings()
    if not case.household(day):
        found.add("members", "required")
    found.stop()


def _written(session: Session, case: Case, day: date) -> None:
    touch(case)
    keep_plan_honest(case, day)
    session.flush()
    refresh(session, case)
    keep_search_terms(session, case)


def keep_plan_honest(case: Case, day: date) -> None:
    """Someone who came after the plan was made has not taken part in it; when they leave again it holds as before."""
    if case.plan is None:
        return
    saved_as = "draft" if case.plan.state == "draft" else "valid"
    current: list[UUID] = [member.id for member in case.household(day)]
    state = plan.state_now(saved_as, current, case.plan.participants)
    if state != case.plan.state:
        case.plan.state = state
        case.plan.revision += 1


def keep_search_terms(session: Session, case: Case) -> None:
    """Surnames, references (of a case that was carried over, its old one too) and the phone, by which those who may see
    the family find its case."""
    former = [case.former_reference] if case.former_reference else []
    names = [*(member.last_name for member in case.members), *former]
    words = terms(names, [case.reference, case.referral_reference, *former], [case.phone])
    session.execute(delete(SearchTerm).where(SearchTerm.record == case.id))
    session.add_all(SearchTerm(record=case.id, term=term) for term in sorted(words))
