"""What volunteers tells of those who were asked moves the requests of cases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.cases.commands.support import end_pairing, move_request
from services.cases.model import Case, Proposal, SupportRequest
from shared.eventing.handlers import NotYet

LOOKING = ("open", "proposed")
OVER = ("withdrawn", "ended")


def proposal_stands(session: Session, request: UUID, proposal: UUID) -> None:
    """Someone was asked."""
    found = _request(session, request)
    session.merge(Proposal(id=proposal, request=request, standing=True))
    if found.status == "open":
        move_request(found, "proposed")


def proposal_fell(session: Session, request: UUID, proposal: UUID) -> None:
    """A no, no answer, or no need any more: open again when nobody else is still asked."""
    found = _request(session, request)
    session.merge(Proposal(id=proposal, request=request, standing=False))
    session.flush()
    standing = select(func.count()).where(Proposal.request == request, Proposal.standing)
    if found.status == "proposed" and not session.scalar(standing):
        move_request(found, "open")


def proposal_accepted(session: Session, request: UUID, pair: dict[str, Any]) -> None:
    """The first yes wins. `pair` has proposal, volunteer and person."""
    found = _request(session, request)
    session.merge(Proposal(id=pair["proposal"], request=request, standing=False))
    if found.status in LOOKING:
        found.volunteer, found.person = pair["volunteer"], pair["person"]
        move_request(found, "matched")


def assignment_started(session: Session, request: UUID, pair: dict[str, Any], at: datetime) -> None:
    """The yes is a pairing. One that crossed our withdrawal on the road is ended at once, so that nobody waits for
    an introduction. Heard again, when everything is sent again, it is no news."""
    found = _request(session, request)
    if found.assignment == pair["assignment"]:
        return
    found.volunteer, found.person, found.assignment = pair["volunteer"], pair["person"], pair["assignment"]
    if found.status in OVER:
        end_pairing(session, found, None, at)
    else:
        move_request(found, "matched")


def assignment_ended(session: Session, request: UUID, pair: dict[str, Any], by: UUID | None, at: datetime) -> None:
    """By the other side; when the family ended it we know already."""
    found = _request(session, request)
    if found.status not in OVER:
        found.volunteer, found.person, found.assignment = pair["volunteer"], pair["person"], pair["assignment"]
        end_pairing(session, found, by, at)


def _request(session: Session, id: UUID) -> SupportRequest:
    """Locked behind its case, like every change of either."""
    case_id = session.scalar(select(SupportRequest.case_id).where(SupportRequest.id == id))
    if case_id is None:
        raise NotYet(SupportRequest, id)
    session.scalars(select(Case).where(Case.id == case_id).with_for_update()).one()
    return session.get_one(SupportRequest, id)
