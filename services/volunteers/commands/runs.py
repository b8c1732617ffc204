"""Matching all open requests at once: what would be best, kept to be read; asking is the coordinator's own step."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.commands.proposals import AlreadyAsked, propose
from services.volunteers.locks import lock_request, lock_volunteer
from services.volunteers.model import MatchingLine, MatchingRun, Proposal
from services.volunteers.queries import explanation
from services.volunteers.queries.pool import Pool, pool_of
from services.volunteers.rules import assignment
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Conflict, Forbidden, Invalid


class Outcome(NamedTuple):
    """What became of one line: a proposal, or the code of why nobody could be asked now."""

    request: UUID
    proposal: Proposal | None
    refused: str | None


def run_matching(session: Session, caller: Caller) -> MatchingRun:
    """Find the best assignment for all open requests of the caller's organisation. Nobody is asked by it."""
    if caller.organisation is None:
        raise Forbidden("You belong to no organisation that has a register.")
    pool = pool_of(session, caller.organisation)
    chosen = assignment.best(pool.scores, dict(enumerate(pool.free)))
    now = clock.now()
    run = MatchingRun(
        id=uuid7(now),
        organisation=caller.organisation,
        made_by=caller.person,
        made_at=now,
        seen=_seen(pool),
        matched=sum(one is not None for one in chosen),
        points=sum(pool.scores[at][one] for at, one in enumerate(chosen) if one is not None),
    )
    run.lines = explanation.lines(pool, chosen)
    session.add(run)
    session.flush()
    return run


def propose_lines(
    session: Session, caller: Caller, run: MatchingRun, *, requests: list[UUID], supervised_by: UUID | None = None
) -> list[Outcome]:
    """Ask the volunteers of these lines, each by all rules as they are now; one that is refused holds up no other."""
    lines = _lines(run, requests)
    _lock(session, lines)
    return [_propose(session, caller, line, supervised_by) for line in lines]


def _seen(pool: Pool) -> dict[str, int]:
    ready = [free for free, offer in zip(pool.free, pool.offers, strict=True) if offer.ready]
    counts = {"requests": len(pool.requests), "volunteers": len(pool.volunteers), "free_places": sum(ready)}
    return counts | {"left_for_later": pool.left_for_later}


def _lines(run: MatchingRun, requests: list[UUID]) -> list[MatchingLine]:
    known = {line.request_id: line for line in run.lines}
    errors: dict[str, list[str]] = {}
    for index, request in enumerate(requests):
        line = known.get(request)
        if line is None or line.volunteer_id is None:
            errors[f"requests.{index}"] = ["not_found" if line is None else "no_volunteer"]
        elif request in requests[:index]:
            errors[f"requests.{index}"] = ["twice"]
    if errors:
        raise Invalid(errors)
    return [known[request] for request in requests]


def _lock(session: Session, lines: Sequence[MatchingLine]) -> None:
    """All volunteers before all requests, as everywhere; among themselves by id, so that two who do this at once
    wait in line."""
    for volunteer in sorted({line.volunteer_id for line in lines if line.volunteer_id}):
        lock_volunteer(session, volunteer)
    for request in sorted(line.request_id for line in lines):
        lock_request(session, request)


def _propose(session: Session, caller: Caller, line: MatchingLine, supervised_by: UUID | None) -> Outcome:
    assert line.volunteer_id
    try:
        proposal = propose(session, caller, line.request, volunteer=line.volunteer_id, supervised_by=supervised_by)
    except AlreadyAsked:
        return Outcome(line.request_id, None, "already_asked")
    except Conflict:
        return Outcome(line.request_id, None, "not_open")
    except Invalid as problem:
        return Outcome(line.request_id, None, problem.errors.get("volunteer", ["supervisor"])[0])
    session.flush()
    line.proposal = proposal.id
    return Outcome(line.request_id, proposal, None)
