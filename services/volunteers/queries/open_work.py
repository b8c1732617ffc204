"""What is open of a person: how much for those who lead there, which records for the coordinators of the register."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.model import BUSY, Assignment, Chain, Proposal, Request, Volunteer
from services.volunteers.queries.supervised import ROLE, asked, going, running
from shared.caller import Caller
from shared.directory.model import KnownPerson
from shared.handing_over.counting import ITEMS_AT_MOST, counted, queue, said_of

Shown = dict[str, Any]
NOT_VETTED = "applied"


def open_work(session: Session, caller: Caller, person: KnownPerson) -> Shown:
    """`counts` of all that is open, and the rows for who may see them."""
    counts = dict.fromkeys(("pairings", "proposals", "chains"), 0)
    shown: Shown = {name: [] for name in counts}
    if person.organisation:
        found = {name: of(person.id, person.organisation) for name, (of, *_) in _KINDS.items()}
        counts = {name: counted(session, rows) for name, rows in found.items()}
        if _sees_rows(caller, person):
            shown = {name: _rows(session, name, rows) for name, rows in found.items()}
    waiting = queue(session, person, ROLE, _searched(person), _not_vetted(person))
    return said_of(person) | shown | {"counts": counts | _own(session, person), "queue": waiting}


def _sees_rows(caller: Caller, person: KnownPerson) -> bool:
    """Pairings are for the register's volunteer coordinators."""
    return caller.has(ROLE) and caller.organisation == person.organisation


def _own(session: Session, person: KnownPerson) -> dict[str, int]:
    """As a volunteer or contact family."""
    theirs = Volunteer.person == person.id
    paired = select(Assignment).join(Assignment.volunteer).where(theirs, Assignment.status.in_(BUSY))
    waiting = select(Proposal).join(Proposal.volunteer).where(theirs, Proposal.status == "made")
    return {"own_pairings": counted(session, paired), "own_proposals": counted(session, waiting)}


def _searched(person: KnownPerson) -> Select[Request]:
    open_there = (Request.organisation == person.organisation, Request.status.in_(("open", "proposed")))
    return select(Request).where(*open_there)


def _not_vetted(person: KnownPerson) -> Select[Volunteer]:
    return select(Volunteer).where(Volunteer.organisation == person.organisation, Volunteer.status == NOT_VETTED)


def _rows(session: Session, name: str, found: Any) -> list[Shown]:
    kind, show = _KINDS[name][1:]
    request = joinedload(kind.request).joinedload(Request.known_case)
    named = [] if kind is Chain else [joinedload(kind.volunteer).joinedload(Volunteer.known)]
    return [show(row) for row in session.scalars(found.options(request, *named).limit(ITEMS_AT_MOST))]


def _of_request(row: Assignment | Proposal | Chain) -> Shown:
    return {"id": row.id, "request": row.request_id, "reference": row.request.reference}


def _pairing(row: Assignment) -> Shown:
    said = {"kind": row.request.kind, "status": row.status, "started_at": row.started_at}
    return _of_request(row) | said | {"display_name": row.volunteer.display_name}


def _proposal(row: Proposal) -> Shown:
    return _of_request(row) | {"display_name": row.volunteer.display_name, "expires_at": row.expires_at}


_KINDS: dict[str, Any] = {
    "pairings": (running, Assignment, _pairing),
    "proposals": (asked, Proposal, _proposal),
    "chains": (going, Chain, _of_request),
}
