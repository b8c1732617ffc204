"""Group programmes as callers stand to them.

What a programme is and when it meets may be known to all who work with families there or share a case with them. Who
is enrolled is known to the group's leaders and the organisation's supervisors, and of each family to its own team.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from services.cases import policies
from services.cases.commands.programmes import enrolled
from services.cases.commands.team import TEAM_ROLES
from services.cases.model import (
    Attendance,
    Case,
    Enrolment,
    Programme,
    ProgrammeGroup,
    ProgrammeSession,
    TeamMember,
)
from services.cases.views import annulled
from shared.caller import Caller
from shared.directory.lookup import name_of, today_at
from shared.problems import NotFound
from shared.web.policy import Policy

Shown = dict[str, Any]
PROGRAMME = ("id", "organisation", "name", "audience", "age_from", "age_to", "about", "active")
GROUP = ("id", "organisation", "name", "starts_on", "ends_on", "place", "places", "leaders")
SESSION = ("id", "status", "planned_at", "topic", "held_on")
ENROLLED = ("id", "enrolled_on", "left_on", "left_reason")
OF_CASE = ("member", "goal", "goal_title", "age_exception", "enrolled_at", "enrolled_by", "left_note")
ATTENDANCE = ("id", "attended", "reason", "recorded_at", "recorded_by")


def version(record: Programme | ProgrammeGroup | ProgrammeSession) -> int:
    return record.version


def _here(caller: Caller, organisation: UUID) -> bool:
    return caller.organisation == organisation and caller.has(*TEAM_ROLES)


def _leads(caller: Caller, group: ProgrammeGroup) -> bool:
    if caller.organisation != group.organisation:
        return False
    return caller.has("supervisor") or (not caller.people.isdisjoint(group.leaders) and caller.has(*TEAM_ROLES))


def _annuls_enrolment(caller: Caller, enrolment: Enrolment) -> bool:
    return enrolment.enrolled_by == caller.person or policies.WORKER_OR_SUPERVISOR.allows(caller, enrolment.case)


STAFF_HERE = "case worker, specialist or supervisor of the organisation"
MAKER = Policy(
    "case worker, specialist, supervisor", lambda caller, _: bool(caller.organisation and caller.has(*TEAM_ROLES))
)
RUNNER = Policy(STAFF_HERE, lambda caller, programme: _here(caller, programme.organisation))
LEADER = Policy("leader of the group; supervisor of its organisation", _leads)
SESSION_LEADER = Policy(LEADER.description, lambda caller, of: _leads(caller, of.group))
ATTENDANCE_LEADER = Policy(LEADER.description, lambda caller, row: _leads(caller, row.session.group))
ENROLMENT_KEEPER = Policy(
    f"team; supervisor; {LEADER.description}",
    lambda caller, one: policies.reads(caller, one.case) or _leads(caller, one.group),
)
LEAVING = Policy(
    f"team; {LEADER.description}", lambda caller, one: policies.on_team(caller, one.case) or _leads(caller, one.group)
)
ENROLMENT_ANNULLER = Policy("who enrolled; worker; supervisor", _annuls_enrolment)


def visible(caller: Caller) -> ColumnElement[bool]:
    """Programmes of the own organisation, and of those that work on a case with the caller."""
    theirs = policies.mine(caller)
    on_cases = select(Case.organisation).where(theirs)
    beside = select(TeamMember.organisation).where(TeamMember.case_id.in_(select(Case.id).where(theirs)))
    found: list[ColumnElement[bool]] = [Programme.organisation.in_(on_cases), Programme.organisation.in_(beside)]
    if caller.organisation and caller.has(*TEAM_ROLES, "coordinator"):
        found.append(Programme.organisation == caller.organisation)
    return or_(*found)


def programme_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Programme:
    wanted = select(Programme).where(Programme.id == id, visible(caller))
    found = session.scalars(wanted.with_for_update(of=Programme) if lock else wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def group_of(session: Session, caller: Caller, lock: bool, id: UUID) -> ProgrammeGroup:
    wanted = select(ProgrammeGroup).join(Programme).where(ProgrammeGroup.id == id, visible(caller))
    found = session.scalars(wanted.with_for_update(of=ProgrammeGroup) if lock else wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def session_of(session: Session, caller: Caller, lock: bool, id: UUID) -> ProgrammeSession:
    joined = select(ProgrammeSession).join(Programme, Programme.id == ProgrammeSession.programme)
    wanted = joined.where(ProgrammeSession.id == id, visible(caller))
    found = session.scalars(wanted.with_for_update(of=ProgrammeSession) if lock else wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def attendance_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Attendance:
    """For those who lead the group; its session and its case are locked before it."""
    held = session.scalar(select(Attendance.session_id).where(Attendance.id == id))
    if held is None or not _leads(caller, session_of(session, caller, lock, held).group):
        raise NotFound
    _lock_case(session, lock, select(Attendance.case_id).where(Attendance.id == id))
    return session.get_one(Attendance, id)


def enrolment_of(session: Session, caller: Caller, lock: bool, id: UUID) -> Enrolment:
    """For the case's team and those who lead the group; its case is locked before it."""
    _lock_case(session, lock, select(Enrolment.case_id).where(Enrolment.id == id))
    found = session.get(Enrolment, id)
    if found is None or not ENROLMENT_KEEPER.allows(caller, found):
        raise NotFound
    return found


def _lock_case(session: Session, lock: bool, case_id: Any) -> None:
    if lock:
        list(session.scalars(select(Case).where(Case.id.in_(case_id)).with_for_update()))


def programme_shown(programme: Programme) -> Shown:
    return {name: getattr(programme, name) for name in PROGRAMME}


def group_row(session: Session) -> Callable[[ProgrammeGroup], Shown]:
    return lambda group: group_shown(session, group)


def group_shown(session: Session, group: ProgrammeGroup) -> Shown:
    named = [{"person": person, "name": name_of(session, person)} for person in group.leaders]
    return {
        **{name: getattr(group, name) for name in GROUP},
        "leaders": named,
        "programme": programme_shown(group.programme),
        "enrolled": enrolled(session, group),
    }


def session_row(of: ProgrammeSession) -> Shown:
    return {
        **{name: getattr(of, name) for name in SESSION},
        "group": of.group_id,
        "programme": of.programme,
    }


def session_shown(session: Session, of: ProgrammeSession) -> Shown:
    """With who came, and why it was cancelled or annulled, for those who lead the group: words may name somebody."""
    noted = select(Attendance).where(Attendance.session_id == of.id).order_by(Attendance.id)
    rows = [attendance_shown(one) for one in session.scalars(noted)]
    why = {"cancelled_reason": of.cancelled_reason, "annulled": annulled(of)}
    return {**session_row(of), **why, "attendance": rows}


def attendance_shown(row: Attendance) -> Shown:
    """As the group's leaders see it: nothing of the case."""
    said = {name: getattr(row, name) for name in ATTENDANCE}
    return {
        **said,
        "enrolment": row.enrolment_id,
        "name": _name_in_group(row.enrolment),
        "annulled": annulled(row),
    }


def attendance_row(row: Attendance) -> Shown:
    """As the case shows it."""
    group = row.session.group
    held = {"session": row.session_id, "held_on": row.session.held_on, "topic": row.session.topic}
    named = {"programme": group.programme_id, "programme_name": group.programme.name, "group": group.id}
    said = {name: getattr(row, name) for name in ATTENDANCE}
    return {**said, **held, **named, "member": row.member, "annulled": annulled(row)}


def roster_row(session: Session) -> Callable[[Enrolment], Shown]:
    """As those who lead the group see them: name and age; whom to ask about the family; nothing of the case. Of who was
    enrolled by mistake, not even that."""

    def show(one: Enrolment) -> Shown:
        member = one.case.member(one.member) if one.counts else None
        age = member.age_on(today_at(session, one.group.organisation)) if member else None
        asked = {"enrolled_by": one.enrolled_by, "enrolled_by_name": name_of(session, one.enrolled_by)}
        said = {name: getattr(one, name) for name in ENROLLED}
        return {**said, **asked, "name": _name_in_group(one), "age": age, "annulled": annulled(one)}

    return show


def _name_in_group(one: Enrolment) -> str | None:
    """Null where they were never in it: other families are no business of the group."""
    member = one.case.member(one.member) if one.counts else None
    return " ".join(part for part in (member.first_name, member.last_name) if part) if member else None


def enrolment_row(session: Session) -> Callable[[Enrolment], Shown]:
    """As the case shows them."""

    def show(one: Enrolment) -> Shown:
        group = one.group
        named = {"group": group.id, "group_name": group.name, "programme_name": group.programme.name}
        said = {name: getattr(one, name) for name in (*ENROLLED, *OF_CASE)}
        return {**said, **named, "programme": group.programme_id, "annulled": annulled(one)}

    return show


def enrolment_shown(session: Session, caller: Caller, one: Enrolment) -> Shown:
    """To each as much as the list that they have of it."""
    return (enrolment_row if policies.reads(caller, one.case) else roster_row)(session)(one)
