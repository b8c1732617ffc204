"""The present state of everything that others follow, for `opora replay`."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.facts import PROPOSAL_EVENTS, assignment_state, proposal_state, volunteer_state
from services.volunteers.model import Assignment, Proposal, Volunteer
from shared.contracts.volunteers import ASSIGNMENT_ENDED, ASSIGNMENT_STARTED, VOLUNTEER_REGISTERED
from shared.service import State

_BATCH = 500


def snapshots(session: Session) -> Iterator[State]:
    for volunteer in session.scalars(select(Volunteer).order_by(Volunteer.id).execution_options(yield_per=_BATCH)):
        yield VOLUNTEER_REGISTERED, volunteer.id, volunteer_state(volunteer)
    yield from _proposals(session)
    yield from _assignments(session)


def _proposals(session: Session) -> Iterator[State]:
    both = (joinedload(Proposal.request), joinedload(Proposal.volunteer))
    rows = select(Proposal).options(*both).order_by(Proposal.id).execution_options(yield_per=_BATCH)
    for proposal in session.scalars(rows):
        at = {"at": proposal.answered_at or proposal.made_at}
        yield PROPOSAL_EVENTS[proposal.status], proposal.request_id, proposal_state(proposal) | at


def _assignments(session: Session) -> Iterator[State]:
    both = (joinedload(Assignment.request), joinedload(Assignment.volunteer))
    rows = select(Assignment).options(*both).order_by(Assignment.id).execution_options(yield_per=_BATCH)
    for assignment in session.scalars(rows):
        event = ASSIGNMENT_ENDED if assignment.status == "ended" else ASSIGNMENT_STARTED
        at = {"at": assignment.ended_at or assignment.started_at}
        yield event, assignment.request_id, assignment_state(assignment) | at
