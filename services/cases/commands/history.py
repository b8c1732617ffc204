"""What changed is written down as it changes, so that the timeline can say it for ever."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session, object_session

from services.cases.model import Case, RequestChange, SupportRequest, TeamChange
from shared import clock
from shared.ids import uuid7


def keep_team_change(
    session: Session,
    case: Case,
    by: UUID | None,
    previous_worker: UUID | None,
    before: Collection[UUID],
    at: datetime | None,
) -> None:
    """`before`: who was on the team until now."""
    now = [person for person, _, _ in case.team]
    change = TeamChange(id=uuid7(), case_id=case.id, at=at or clock.now(), by=by, worker=case.worker)
    change.previous_worker = previous_worker
    change.joined = [person for person in now if person not in before]
    change.went = [person for person in before if person not in now]
    session.add(change)


def keep_request_change(request: SupportRequest, by: UUID | None, at: datetime | None) -> None:
    """Its status is another one now."""
    session = object_session(request)
    assert session is not None
    change = RequestChange(id=uuid7(), case_id=request.case_id, request=request.id, status=request.status)
    change.at, change.by = at or clock.now(), by
    session.add(change)
