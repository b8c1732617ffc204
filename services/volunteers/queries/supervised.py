"""What somebody supervises in their organisation, by kind."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.volunteers.model import BUSY, Assignment, Chain, Proposal, Request, Volunteer

ROLE = "volunteer_coordinator"


def running(person: UUID, organisation: UUID) -> Any:
    theirs = (Assignment.supervised_by == person, Assignment.status.in_(BUSY), Volunteer.organisation == organisation)
    return select(Assignment).join(Assignment.volunteer).where(*theirs).order_by(Assignment.id)


def asked(person: UUID, organisation: UUID) -> Any:
    theirs = (Proposal.supervised_by == person, Proposal.status == "made", Volunteer.organisation == organisation)
    return select(Proposal).join(Proposal.volunteer).where(*theirs).order_by(Proposal.id)


def going(person: UUID, organisation: UUID) -> Any:
    theirs = (Chain.supervised_by == person, Chain.status == "going", Request.organisation == organisation)
    return select(Chain).join(Chain.request).where(*theirs).order_by(Chain.id)
