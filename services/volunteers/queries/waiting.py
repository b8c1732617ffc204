"""Who still has nobody, and how far asking has come for them."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from services.volunteers.model import Proposal, Request
from services.volunteers.queries.supply import LOOKED_FOR

STATES: dict[str, tuple[str, ...]] = {
    "waiting": LOOKED_FOR,
    "found": ("matched", "introduced"),
    "over": ("ended", "withdrawn"),
}
"""Requests by what is left to do about them."""


class Asked(NamedTuple):
    """How many have not answered yet, and until when the first of them may."""

    number: int
    until: datetime


def requests_of(organisation: UUID, state: str) -> Select[Request]:
    return select(Request).where(Request.organisation == organisation, Request.status.in_(STATES[state]))


def asked_for(session: Session, requests: Collection[UUID]) -> dict[UUID, Asked]:
    """By request; none where nobody is asked."""
    standing = (
        select(Proposal.request_id, func.count().label("number"), func.min(Proposal.expires_at).label("until"))
        .where(Proposal.request_id.in_(requests), Proposal.status == "made")
        .group_by(Proposal.request_id)
    )
    return {row.request_id: Asked(row.number, row.until) for row in session.execute(standing)}
