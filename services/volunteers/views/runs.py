"""Matching runs as coordinators see them: names and texts as they are when read, findings as they were."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.codes import MATCH_CHANGES, SKIP_REASONS
from services.volunteers.commands.runs import Outcome
from services.volunteers.model import MatchingLine, MatchingRun, Request, Volunteer
from services.volunteers.rules.matching import Reason
from services.volunteers.views.candidates import reason
from services.volunteers.views.common import columns, name_of

People = dict[UUID, Volunteer]
References = dict[UUID, str]


def row(run: MatchingRun) -> dict[str, Any]:
    return columns(run, "id", "made_by", "made_at", "seen", "matched", "points")


def in_full(session: Session, run: MatchingRun, language: str) -> dict[str, Any]:
    people, requests = _people(session, run), _requests(session, run)
    references = {id: request.reference for id, request in requests.items()}
    lines = [_line(line, requests[line.request_id], people, references, language) for line in run.lines]
    return row(run) | {"lines": lines}


def outcomes(found: list[Outcome], language: str) -> dict[str, Any]:
    return {"items": [_outcome(one, language) for one in found]}


def _outcome(one: Outcome, language: str) -> dict[str, Any]:
    said = SKIP_REASONS.text(one.refused, language) if one.refused else None
    proposal = one.proposal.id if one.proposal else None
    return {"request": one.request, "proposal": proposal, "refused": one.refused, "text": said}


def _line(
    line: MatchingLine, request: Request, people: People, references: References, language: str
) -> dict[str, Any]:
    shown = columns(line, "score", "place", "proposal") | columns(request, "reference", "district", "kind")
    return shown | {
        "request": line.request_id,
        "volunteer": name_of(people.get(line.volunteer_id)) if line.volunteer_id else None,
        "reasons": [reason(_kept(one), language) for one in line.reasons],
        "passed_over": [_passed_over(one, people, references) for one in line.passed_over],
        "changes": [_change(one, people, language) for one in line.changes],
    }


def _kept(one: dict[str, Any]) -> Reason:
    return Reason(one["code"], one["points"], tuple(one["details"]))


def _passed_over(one: dict[str, Any], people: People, references: References) -> dict[str, Any]:
    wanted = [{"id": UUID(id), "reference": references[UUID(id)]} for id in one["needed_for"]]
    return {"volunteer": name_of(people.get(UUID(one["volunteer"]))), "score": one["score"], "needed_for": wanted}


def _change(one: dict[str, Any], people: People, language: str) -> dict[str, Any]:
    """ "2: Could take one family more"."""
    said = MATCH_CHANGES.text(one["change"], language)
    known = [people[UUID(id)] for id in one["volunteers"] if UUID(id) in people]
    text = f"{one['number']}: {said}" if one["number"] else said
    shown = {"change": one["change"], "number": one["number"], "text": text}
    return shown | {"volunteers": [name_of(volunteer) for volunteer in known]}


def _people(session: Session, run: MatchingRun) -> People:
    wanted = {line.volunteer_id for line in run.lines if line.volunteer_id}
    for line in run.lines:
        wanted |= {UUID(one["volunteer"]) for one in line.passed_over}
        wanted |= {UUID(id) for change in line.changes for id in change["volunteers"]}
    found = select(Volunteer).where(Volunteer.id.in_(wanted)).options(joinedload(Volunteer.known))
    return {volunteer.id: volunteer for volunteer in session.scalars(found)}


def _requests(session: Session, run: MatchingRun) -> dict[UUID, Request]:
    found = select(Request).where(Request.id.in_([line.request_id for line in run.lines]))
    return {request.id: request for request in session.scalars(found)}
