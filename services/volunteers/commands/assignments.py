"""Pairings: introduced by the case's worker, kept company with a journal, ended by either side without a reason."""

from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.commands.proposals import withdraw_all_for
from services.volunteers.commands.telling import tell_of_assignment
from services.volunteers.locks import lock_assignment, lock_request
from services.volunteers.model import BUSY, Assignment, JournalEntry, Request, Volunteer
from shared import clock
from shared.caller import Caller
from shared.contracts.volunteers import ASSIGNMENT_ENDED
from shared.directory.lookup import time_zone_of
from shared.ids import uuid7
from shared.problems import Conflict, Invalid


def introduce(session: Session, assignment: Assignment, introduction: dict[str, Any], at: datetime) -> None:
    """Whom they meet, where and when (JSON values); a later introduction takes the place of the first.

    Nothing is kept when the pairing has ended meanwhile.
    """
    lock_assignment(session, assignment)
    if assignment.status not in BUSY:
        return
    assignment.status, assignment.introduction = "introduced", introduction
    assignment.introduced_at = assignment.introduced_at or at
    assignment.request.status = "introduced"


def take_back_introduction(session: Session, assignment: Assignment) -> None:
    """What was told was a mistake: nothing of it is shown any more, until they are introduced again."""
    lock_assignment(session, assignment)
    if assignment.status != "introduced":
        return
    assignment.status, assignment.introduction, assignment.introduced_at = "started", None, None
    assignment.request.status = "matched"


def end(session: Session, caller: Caller, assignment: Assignment) -> Assignment:
    """By the volunteer's wish, of which nobody asks why; or by a coordinator when the volunteer is gone."""
    lock_assignment(session, assignment)
    if assignment.status == "ended":
        raise Conflict("It has ended already.", state="ended")
    _end(session, assignment, caller.person)
    return assignment


def stop(session: Session, assignment: Assignment, by: UUID | None) -> None:
    """By the other side's wish, or because the volunteer is gone; nothing when it has ended already."""
    lock_assignment(session, assignment)
    if assignment.status != "ended":
        _end(session, assignment, by)


def end_all_of(session: Session, volunteer: Volunteer, by: UUID | None) -> None:
    """Every pairing of a volunteer whom the caller of this has locked."""
    busy = select(Assignment).where(Assignment.volunteer_id == volunteer.id, Assignment.status.in_(BUSY))
    for assignment in session.scalars(busy.order_by(Assignment.request_id)).all():
        stop(session, assignment, by)


def withdraw(session: Session, request: Request, by: UUID | None) -> None:
    """Nobody is looked for any more. A yes that crossed the withdrawal on its way comes to nothing."""
    request = lock_request(session, request.id)
    assignment = session.scalars(select(Assignment).where(Assignment.request_id == request.id)).one_or_none()
    if assignment:
        stop(session, assignment, by)
    withdraw_all_for(session, request)
    request.status = "withdrawn"


def write_entry(session: Session, caller: Caller, assignment: Assignment, *, at: datetime, text: str) -> JournalEntry:
    """Note a meeting or a talk: not before the day of the yes, and not before it happened."""
    if assignment.status == "ended":
        raise Conflict("The pairing has ended; what was written can still be read.", state="ended")
    wrong = _wrong_time(session, assignment, at)
    if wrong:
        raise Invalid({"at": [wrong]})
    entry = JournalEntry(
        id=uuid7(clock.now()), assignment=assignment.id, author=caller.person, at=at, text=text, written_at=clock.now()
    )
    session.add(entry)
    return entry


def _wrong_time(session: Session, assignment: Assignment, at: datetime) -> str | None:
    if at > clock.now():
        return "in_future"
    zone = ZoneInfo(time_zone_of(session, assignment.request.organisation))
    early = at.astimezone(zone).date() < assignment.started_at.astimezone(zone).date()
    return "before_assignment" if early else None


def _end(session: Session, assignment: Assignment, by: UUID | None) -> None:
    """Where and how to reach the family is nobody's to know any more."""
    assignment.status, assignment.ended_at = "ended", clock.now()
    assignment.introduction = None
    assignment.request.status = "ended"
    tell_of_assignment(session, ASSIGNMENT_ENDED, assignment, by)
