"""Asking one after the other: who says no or nothing is followed by the next, until one says yes or nobody is left."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.volunteers.commands.proposals import AlreadyAsked, propose
from services.volunteers.model import Chain, ChainStep, Proposal, Request, Volunteer
from services.volunteers.queries.candidates import shortlist
from services.volunteers.rules.chains import MOST_IN_A_CHAIN, chain_errors
from shared import clock
from shared.caller import Caller
from shared.contracts.volunteers import CHAIN_EXHAUSTED
from shared.eventing.outbox import publish
from shared.ids import uuid7
from shared.problems import Conflict, Invalid

NOT_FOUND = "not_found"
ALREADY_ASKED = "already_asked"
_ENDED_BY = {"open": "stopped", "proposed": "stopped", "withdrawn": "withdrawn"}
"""What a chain has come to when its request is in this state; in every other somebody said yes."""


def propose_in_order(
    session: Session,
    caller: Caller,
    request: Request,
    *,
    volunteer: UUID,
    supervised_by: UUID | None = None,
    then: list[UUID] | None = None,
    by_list: bool = False,
) -> Proposal:
    """Ask a volunteer, and let those in `then`, or with `by_list` the other candidates by their rank, be asked after
    them, one at a time. Raises Invalid, Conflict."""
    _refuse_errors(session, request, volunteer, then or [], by_list)
    following = _by_rank(session, request, volunteer) if by_list else then or []
    proposal = propose(session, caller, request, volunteer=volunteer, supervised_by=supervised_by)
    if following:
        _begin(session, caller, proposal, following, by_list)
    return proposal


def go_on(session: Session) -> int:
    """Make one step of one chain where nobody is asked any more; 0 when there is none.

    One step is one transaction: each volunteer is locked before the request, and two steps would turn that order round.
    """
    chain = _due(session)
    if chain is None:
        return 0
    step = chain.next_step
    if chain.request.status not in ("open", "proposed"):
        _end(chain, _ended_by(chain.request))
    elif step is None:
        _give_up(session, chain, "nobody_left")
    else:
        _try(session, chain, step)
    return 1


def stop_chain(session: Session, chain: Chain) -> Chain:
    """Nobody else is asked; who is asked now may still answer."""
    session.refresh(chain, with_for_update=True)
    if chain.status != "going":
        raise Conflict("Nobody else would be asked in any case.", state=chain.status)
    _end(chain, "stopped")
    return chain


def _begin(session: Session, caller: Caller, first: Proposal, following: list[UUID], by_list: bool) -> None:
    now = clock.now()
    chain = Chain(
        id=uuid7(now),
        request_id=first.request_id,
        made_by=caller.person,
        supervised_by=first.supervised_by,
        by_list=by_list,
        status="going",
        made_at=now,
    )
    asked = ChainStep(position=0, volunteer_id=first.volunteer_id, status="asked", proposal_id=first.id, at=now)
    waiting = [ChainStep(position=1 + at, volunteer_id=id, status="waiting") for at, id in enumerate(following)]
    chain.steps = [asked, *waiting]
    session.add(chain)


def _try(session: Session, chain: Chain, step: ChainStep) -> None:
    """Ask the next one, by all rules as they are now; who does not fit any more is passed over with the reason."""
    step.at = clock.now()
    try:
        proposal = propose(
            session,
            _coordinator(chain),
            chain.request,
            volunteer=step.volunteer_id,
            supervised_by=chain.supervised_by,
        )
    except AlreadyAsked:
        step.status, step.reason = "skipped", ALREADY_ASKED
    except Conflict:
        _end(chain, _ended_by(chain.request))
    except Invalid as problem:
        _pass_over(session, chain, step, problem)
    else:
        step.status, step.proposal_id = "asked", proposal.id


def _pass_over(session: Session, chain: Chain, step: ChainStep, problem: Invalid) -> None:
    """A supervisor who is gone, or works with the family now, is no reason against a volunteer: nobody can be asked
    in their name any more."""
    wrong = problem.errors.get("supervised_by", [])
    if wrong and wrong != ["own_pairing"]:
        _give_up(session, chain, "supervisor_gone")
        return
    step.status, step.reason = "skipped", (wrong or problem.errors["volunteer"])[0]


def _give_up(session: Session, chain: Chain, status: str) -> None:
    _end(chain, status)
    publish(session, CHAIN_EXHAUSTED, chain.request_id, chain_state(chain))


def chain_state(chain: Chain) -> dict[str, Any]:
    request = chain.request
    said = {name: getattr(request, name) for name in ("case", "kind", "organisation")}
    counts = {name: sum(step.status == name for step in chain.steps) for name in ("asked", "skipped")}
    return said | counts | {"request": request.id, "supervised_by": chain.supervised_by}


def _end(chain: Chain, status: str) -> None:
    chain.status, chain.ended_at = status, clock.now()


def _ended_by(request: Request) -> str:
    return _ENDED_BY.get(request.status, "found")


def _due(session: Session) -> Chain | None:
    """Nobody of its order has a question open. Locked; one that somebody works on has its turn next time."""
    stands = (
        exists()
        .where(ChainStep.chain == Chain.id, ChainStep.proposal_id == Proposal.id, Proposal.status == "made")
        .correlate(Chain)
    )
    due = select(Chain).where(Chain.status == "going", ~stands).order_by(Chain.id).limit(1)
    locked = due.with_for_update(skip_locked=True, of=Chain)
    return session.scalars(locked.execution_options(populate_existing=True)).one_or_none()


def _coordinator(chain: Chain) -> Caller:
    """In whose name the next is asked: it was their order."""
    return Caller(chain.made_by, chain.request.organisation, frozenset({"volunteer_coordinator"}), chain.id)


def _by_rank(session: Session, request: Request, first: UUID) -> list[UUID]:
    ranked = [one.volunteer.id for one in shortlist(session, request).items if not one.asked]
    return [id for id in ranked if id != first][:MOST_IN_A_CHAIN]


def _refuse_errors(session: Session, request: Request, first: UUID, then: list[UUID], by_list: bool) -> None:
    errors = {"by_list": ["conflicting"]} if then and by_list else chain_errors(first, then)
    of_register = select(Volunteer.id).where(
        Volunteer.id.in_(then), Volunteer.organisation == request.organisation, Volunteer.status != "left"
    )
    known = set(session.scalars(of_register))
    errors |= {f"then.{index}": [NOT_FOUND] for index, id in enumerate(then) if id not in known}
    if errors:
        raise Invalid(errors)
