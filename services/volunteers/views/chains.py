"""Whom a request was put to, and who is next, as coordinators see it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from services.volunteers.codes import SKIP_REASONS
from services.volunteers.model import Chain, ChainStep, Proposal, Request, Volunteer
from services.volunteers.views.common import name_of


def asking(session: Session, request: Request, language: str) -> dict[str, Any]:
    """`asked`: every proposal, oldest first; `chains`: every order of asking, with who is next in it."""
    proposals = select(Proposal).where(Proposal.request_id == request.id).order_by(Proposal.id)
    whom = joinedload(Proposal.volunteer).joinedload(Volunteer.known)
    chains = select(Chain).where(Chain.request_id == request.id).order_by(Chain.id)
    steps = selectinload(Chain.steps).joinedload(ChainStep.volunteer).joinedload(Volunteer.known)
    return {
        "asked": [_asked(row) for row in session.scalars(proposals.options(whom))],
        "chains": [chain(row, language) for row in session.scalars(chains.options(steps))],
    }


def chain(row: Chain, language: str) -> dict[str, Any]:
    names = ("id", "status", "by_list", "made_by", "supervised_by", "made_at", "ended_at")
    shown = {name: getattr(row, name) for name in names}
    coming = row.next_step if row.request.status in ("open", "proposed") else None
    return shown | {
        "request": row.request_id,
        "next": name_of(coming.volunteer) if coming else None,
        "steps": [_step(step, language) for step in row.steps],
    }


def _asked(row: Proposal) -> dict[str, Any]:
    names = ("id", "status", "supervised_by", "made_at", "expires_at", "answered_at")
    return {name: getattr(row, name) for name in names} | {"volunteer": name_of(row.volunteer)}


def _step(step: ChainStep, language: str) -> dict[str, Any]:
    said = SKIP_REASONS.text(step.reason, language) if step.reason else None
    told = {"status": step.status, "reason": step.reason, "text": said, "proposal": step.proposal_id, "at": step.at}
    return told | {"volunteer": name_of(step.volunteer)}
