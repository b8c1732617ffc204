"""Who takes part in a group: enrolled by the case's team for a goal of its plan, until they leave."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from services.cases.commands import annulling
from services.cases.commands.checks import Findings, check_day, check_member, require, today
from services.cases.commands.entries import first_assessment
from services.cases.commands.programmes import enrolled
from services.cases.model import Attendance, Case, Enrolment, Member, ProgrammeGroup, ProgrammeSession
from services.cases.rules import programmes as rules
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Conflict


def enrol(
    session: Session,
    caller: Caller,
    case: Case,
    *,
    group: UUID,
    member: UUID,
    goal: UUID,
    enrolled_on: date | None = None,
    age_exception: str | None = None,
) -> Enrolment:
    """In a group of an organisation that works on this case already, so that no other learns of the family. `goal`: an
    open one of the valid plan; `age_exception`: why, though their age is out of the programme's range."""
    require("enrolment", case)
    present = today(session, case)
    day = enrolled_on or present
    serves = _goal(case, goal)
    found = Findings()
    check_day(found, "enrolled_on", day, present, {"before_assessment": first_assessment(session, case)})
    _check_goal(found, serves)
    known = check_member(found, "member", case, member, day)
    wanted = _check_group(found, session, case, group, member, day)
    if known and wanted:
        _check_age(found, wanted, known, day, age_exception)
    found.stop()
    assert wanted
    assert serves
    if wanted.places is not None and enrolled(session, wanted) >= wanted.places:
        raise Conflict("No place in this group is free.", state="full")
    made = Enrolment(id=uuid7(), group=wanted, case=case, member=member, goal=goal, goal_title=serves["title"])
    made.enrolled_on, made.enrolled_at, made.enrolled_by = day, clock.now(), caller.person
    made.age_exception = age_exception
    session.add(made)
    session.flush()
    return made


def _goal(case: Case, goal: UUID) -> dict[str, Any] | None:
    """Raises Conflict while no valid plan stands."""
    state = case.plan.state if case.plan else None
    if case.plan is None or state != "valid":
        raise Conflict("An enrolment serves a goal of a valid plan.", state=case.status, plan_state=state)
    return next((one for one in case.plan.goals if one["id"] == str(goal)), None)


def _check_goal(found: Findings, goal: dict[str, Any] | None) -> None:
    if goal is None:
        found.add("goal", "not_found")
    elif goal["status"] != "open":
        found.add("goal", "not_open")


def _check_group(
    found: Findings, session: Session, case: Case, id: UUID, member: UUID, day: date
) -> ProgrammeGroup | None:
    """The group, locked: its places are counted. An ended one takes nobody."""
    group = session.get(ProgrammeGroup, id, with_for_update={"of": ProgrammeGroup})
    if group is None or group.organisation not in _on_the_case(case):
        found.add("group", "not_found")
        return None
    if not group.programme.active or (group.ends_on and group.ends_on < day):
        found.add("group", "ended")
    same = (Enrolment.group_id == id, Enrolment.case_id == case.id, Enrolment.member == member)
    standing = (Enrolment.annulled_at.is_(None), or_(Enrolment.left_on.is_(None), Enrolment.left_on > day))
    if session.scalar(select(Enrolment.id).where(*same, *standing).limit(1)):
        found.add("member", "duplicate")
    return group


def _on_the_case(case: Case) -> set[UUID | None]:
    return {case.organisation, *(organisation for _, organisation, _ in case.team if organisation)}


def _check_age(found: Findings, group: ProgrammeGroup, member: Member, day: date, exception: str | None) -> None:
    programme, age = group.programme, member.age_on(day)
    wrong = rules.wrong_audience(programme.audience, member.role, age)
    if wrong:
        found.add("member", wrong)
    elif not exception and rules.out_of_age(programme.audience, member.role, age, programme.age_from, programme.age_to):
        found.add("age_exception", "required")


def leave(
    session: Session, caller: Caller, enrolment: Enrolment, *, left_on: date, reason: str, note: str | None = None
) -> Enrolment:
    """The day on which they left counts: they may have come on it."""
    _require_standing(enrolment)
    found = Findings()
    earliest = {"before_enrolment": enrolment.enrolled_on, "before_session": _last_session(session, enrolment)}
    check_day(found, "left_on", left_on, today(session, enrolment.case), earliest)
    found.stop()
    return _left(session, enrolment, caller.person, left_on, reason, note)


def annul_enrolment(session: Session, caller: Caller, enrolment: Enrolment, *, reason: str) -> Enrolment:
    """They were never in the group. Raises Conflict while a session says whether they came."""
    if enrolment.counts and _last_session(session, enrolment):
        raise Conflict("Take back first what was noted of sessions.", state="enrolled", rests_on_it=["attendance"])
    annulling.mark(caller, enrolment, reason)
    session.flush()
    return enrolment


def _require_standing(enrolment: Enrolment) -> None:
    if not enrolment.counts:
        raise Conflict("The enrolment was annulled.", state="annulled")
    if enrolment.left_on:
        raise Conflict("They have left the group.", state="left")


def _last_session(session: Session, enrolment: Enrolment) -> date | None:
    """The last one of which was noted whether they came."""
    noted = (Attendance.enrolment_id == enrolment.id, Attendance.annulled_at.is_(None))
    days = select(func.max(ProgrammeSession.held_on)).join(Attendance, Attendance.session_id == ProgrammeSession.id)
    return session.scalar(days.where(*noted))


def leave_all(session: Session, case: Case, by: UUID, left_on: date, reason: str, members: set[UUID]) -> None:
    """These members leave every group: support ended, or they no longer live in the family."""
    standing = (Enrolment.case_id == case.id, Enrolment.annulled_at.is_(None), Enrolment.left_on.is_(None))
    for enrolment in session.scalars(select(Enrolment).where(*standing, Enrolment.member.in_(members))):
        last = max(left_on, enrolment.enrolled_on, _last_session(session, enrolment) or left_on)
        _left(session, enrolment, by, last, reason, None)


def follow_household(session: Session, case: Case, by: UUID, day: date) -> None:
    """Whoever left the family leaves its groups."""
    for member in case.members:
        if member.left_on and member.left_on <= day:
            leave_all(session, case, by, member.left_on, "left_family", {member.id})


def _left(session: Session, enrolment: Enrolment, by: UUID, left_on: date, reason: str, note: str | None) -> Enrolment:
    enrolment.left_on, enrolment.left_reason, enrolment.left_note = left_on, reason, note
    enrolment.left_at, enrolment.left_by = clock.now(), by
    session.flush()
    return enrolment
