"""What others are told: the data of every event that this service publishes."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.model import Assignment, Proposal, Volunteer
from shared.contracts import volunteers
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish

PROPOSAL_EVENTS: dict[str, EventType] = {
    "made": volunteers.PROPOSAL_MADE,
    "accepted": volunteers.PROPOSAL_ACCEPTED,
    "declined": volunteers.PROPOSAL_DECLINED,
    "expired": volunteers.PROPOSAL_EXPIRED,
    "withdrawn": volunteers.PROPOSAL_WITHDRAWN,
}


def tell_of_volunteer(session: Session, event: EventType, volunteer: Volunteer, by: UUID | None) -> None:
    publish(session, event, volunteer.id, volunteer_state(volunteer) | {"by": by})


def tell_of_proposal(session: Session, proposal: Proposal, by: UUID | None) -> None:
    """Tell the state that the proposal has now."""
    event = PROPOSAL_EVENTS[proposal.status]
    publish(session, event, proposal.request_id, proposal_state(proposal) | {"by": by})


def tell_of_assignment(session: Session, event: EventType, assignment: Assignment, by: UUID | None) -> None:
    publish(session, event, assignment.request_id, assignment_state(assignment) | {"by": by})


def volunteer_state(volunteer: Volunteer) -> dict[str, Any]:
    names = ("person", "organisation", "kind", "districts", "skills", "experience", "languages", "capacity", "status")
    return {"volunteer": volunteer.id} | {name: getattr(volunteer, name) for name in names}


def proposal_state(proposal: Proposal) -> dict[str, Any]:
    """Never a score, never the reason of a no."""
    return _pairing(proposal) | {
        "proposal": proposal.id,
        "status": proposal.status,
        "expires_at": proposal.expires_at,
    }


def assignment_state(assignment: Assignment) -> dict[str, Any]:
    """Never a reason for the end."""
    return _pairing(assignment) | {"assignment": assignment.id, "proposal": assignment.proposal_id}


def _pairing(row: Proposal | Assignment) -> dict[str, Any]:
    return {
        "request": row.request_id,
        "case": row.request.case,
        "kind": row.request.kind,
        "volunteer": row.volunteer_id,
        "person": row.volunteer.person,
        "organisation": row.volunteer.organisation,
        "supervised_by": row.supervised_by,
    }
