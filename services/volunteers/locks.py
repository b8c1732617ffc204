"""Rows are locked in one order everywhere: volunteer, request, then what stands between them.

So two volunteers who accept one request meet at the request, one volunteer who accepts two meets herself, and nobody
waits in a circle. Each function reads the row anew, as it is under the lock.
"""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from services.volunteers.model import BUSY, Assignment, Base, Proposal, Request, Volunteer

Row = TypeVar("Row", bound=Base)


def lock_volunteer(session: Session, id: UUID) -> Volunteer:
    return _lock(session, Volunteer, id)


def lock_request(session: Session, id: UUID) -> Request:
    return _lock(session, Request, id)


def lock_all_of(session: Session, volunteers: Collection[UUID]) -> None:
    """These volunteers, then every request that they are asked for or paired with: for who lets go of all at once."""
    for volunteer in sorted(volunteers):
        lock_volunteer(session, volunteer)
    asked = select(Proposal.request_id).where(Proposal.volunteer_id.in_(volunteers), Proposal.status == "made")
    paired = select(Assignment.request_id).where(Assignment.volunteer_id.in_(volunteers), Assignment.status.in_(BUSY))
    for request in sorted(session.scalars(asked.union(paired)).all()):
        lock_request(session, request)


def lock_proposal(session: Session, proposal: Proposal) -> None:
    """The proposal, and before it both sides of it."""
    _lock(session, Volunteer, proposal.volunteer_id)
    _lock(session, Request, proposal.request_id)
    _lock(session, Proposal, proposal.id)


def lock_assignment(session: Session, assignment: Assignment) -> None:
    """The assignment, and before it its request. Giving a place back needs no lock of the volunteer."""
    _lock(session, Request, assignment.request_id)
    _lock(session, Assignment, assignment.id)


def lock_question(session: Session, proposal: Proposal) -> None:
    """The proposal, and before it its request, for what is not the volunteer's answer."""
    _lock(session, Request, proposal.request_id)
    _lock(session, Proposal, proposal.id)


def lock_if_free(session: Session, id: UUID) -> bool:
    """Lock this request unless someone else works on it right now. Whether it is ours."""
    return bool(list(session.scalars(_for_update(Request, id, skip_locked=True))))


def _lock(session: Session, model: type[Row], id: UUID) -> Row:
    return session.scalars(_for_update(model, id)).one()


def _for_update(model: type[Row], id: UUID, skip_locked: bool = False) -> Select[Row]:
    key = model.__mapper__.primary_key[0]
    found = select(model).where(key == id).with_for_update(skip_locked=skip_locked)
    return found.execution_options(populate_existing=True)
