"""The present state of everything that others follow, for `opora replay`."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.commands.telling import PROPOSAL_EVENTS, assignment_state, proposal_state, volunteer_state
from services.volunteers.model import Assignment, Proposal, Request, Volunteer
from shared.contracts.volunteers import ASSIGNMENT_ENDED, ASSIGNMENT_STARTED, VOLUNTEER_REGISTERED
from shared.eventing.replay import locked
from shared.service import State


def snapshots(session: Session) -> Iterator[State]:
    """Rows are locked in the order of `locks`: a proposal and a pairing change only under the lock of their request."""
    for volunteer in locked(session, select(Volunteer).order_by(Volunteer.id)):
        yield VOLUNTEER_REGISTERED, volunteer.id, volunteer_state(volunteer)
    for request in locked(session, select(Request).order_by(Request.id)):
        yield from _proposals(session, request.id)
        yield from _assignments(session, request.id)


def _proposals(session: Session, request: UUID) -> Iterator[State]:
    rows = select(Proposal).where(Proposal.request_id == request).options(joinedload(Proposal.volunteer))
    for proposal in session.scalars(rows.order_by(Proposal.id)):
        at = {"at": proposal.answered_at or proposal.made_at}
        yield PROPOSAL_EVENTS[proposal.status], request, proposal_state(proposal) | at


def _assignments(session: Session, request: UUID) -> Iterator[State]:
    rows = select(Assignment).where(Assignment.request_id == request).options(joinedload(Assignment.volunteer))
    for assignment in session.scalars(rows):
        event = ASSIGNMENT_ENDED if assignment.status == "ended" else ASSIGNMENT_STARTED
        at = {"at": assignment.ended_at or assignment.started_at}
        yield event, request, assignment_state(assignment) | at
