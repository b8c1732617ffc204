"""What one volunteer coordinator supervises goes to another: running pairings, open questions, orders of asking.

Each goes only where the rules let it: what the other must not supervise stays, and is named with the rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.volunteers.commands.supervision import supervise_instead, supervisor_problem
from services.volunteers.locks import lock_assignment, lock_question, lock_request
from services.volunteers.model import BUSY, Assignment, Chain, Proposal
from services.volunteers.queries.supervised import ROLE, asked, going, running
from shared.caller import Caller
from shared.contracts.volunteers import PAIRINGS_HANDED_OVER
from shared.directory.model import KnownPerson
from shared.eventing.envelope import Event
from shared.eventing.outbox import publish
from shared.handing_over.people import receiver, successor
from shared.problems import Invalid


@dataclass
class HandedOver:
    """Ids of what went; `left`: what stays, each with `kind`, `id` and the `rule` for it."""

    to: UUID
    pairings: list[UUID] = field(default_factory=list)
    proposals: list[UUID] = field(default_factory=list)
    chains: list[UUID] = field(default_factory=list)
    left: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Supervised:
    """What someone supervises in their organisation, locked."""

    pairings: Sequence[Assignment]
    proposals: Sequence[Proposal] = ()
    chains: Sequence[Chain] = ()


def hand_over(
    session: Session, caller: Caller, person: KnownPerson, *, to: UUID, assignments: Sequence[UUID] | None = None
) -> HandedOver:
    """`assignments`: of the running pairings these alone, all or nothing; without it all that they supervise, of which
    what must not go to the other stays and is named. Raises Invalid, for one of `assignments` with its index."""
    receiver(session, person, to, (ROLE,))
    assert person.organisation
    if assignments is not None:
        theirs = Supervised(_chosen(session, person, to, assignments))
    else:
        theirs = supervised_by(session, person.id, person.organisation)
    return _give(session, theirs, person.id, person.organisation, to, caller.person)


def pass_on(session: Session, event: Event) -> None:
    """Someone was deactivated: what their successor may supervise is theirs. The rest waits for the coordinators, whose
    list of pairings shows that nobody supervises them."""
    organisation, to = event.data["organisation"], successor(session, event, (ROLE,))
    if to:
        theirs = supervised_by(session, event.subject, organisation)
        _give(session, theirs, event.subject, organisation, to.id, event.by)


def supervised_by(session: Session, person: UUID, organisation: UUID) -> Supervised:
    """In the order of all locks: who asks in order locks the chain before the request."""
    chains = session.scalars(going(person, organisation).with_for_update(of=Chain)).all()
    pairings = session.scalars(running(person, organisation)).all()
    proposals = session.scalars(asked(person, organisation)).all()
    for request in sorted({one.request_id for one in (*pairings, *proposals)}):
        lock_request(session, request)
    for pairing in pairings:
        lock_assignment(session, pairing)
    for proposal in proposals:
        lock_question(session, proposal)
    return Supervised(
        [one for one in pairings if one.supervised_by == person and one.status in BUSY],
        [one for one in proposals if one.supervised_by == person and one.status == "made"],
        chains,
    )


def _chosen(session: Session, person: KnownPerson, to: UUID, ids: Sequence[UUID]) -> list[Assignment]:
    assert person.organisation
    found = {one.id: one for one in supervised_by(session, person.id, person.organisation).pairings}
    errors: dict[str, list[str]] = {}
    for index, id in enumerate(ids):
        pairing = found.get(id)
        wrong = _rule(session, pairing, to) if pairing else "not_found"
        wrong = "duplicate" if id in ids[:index] else wrong
        errors |= {f"assignments.{index}": [wrong]} if wrong else {}
    if errors:
        raise Invalid(errors)
    return [found[id] for id in ids]


def _rule(session: Session, row: Assignment | Proposal | Chain, to: UUID) -> str | None:
    volunteer = None if isinstance(row, Chain) else row.volunteer
    return supervisor_problem(session, row.request, volunteer, to)


def _give(
    session: Session, theirs: Supervised, person: UUID, organisation: UUID, to: UUID, by: UUID | None
) -> HandedOver:
    done = HandedOver(to)
    gathered = len(theirs.pairings) > 1 or bool(theirs.proposals or theirs.chains)
    for pairing in _allowed(session, theirs.pairings, to, "pairing", done):
        supervise_instead(session, pairing, to, by, gathered=gathered)
        done.pairings.append(pairing.id)
    for kind, rows, given in (("proposal", theirs.proposals, done.proposals), ("chain", theirs.chains, done.chains)):
        for row in _allowed(session, rows, to, kind, done):
            row.supervised_by = to
            given.append(row.id)
    if gathered and (done.pairings or done.proposals or done.chains):
        named = {"person": person, "to": to, "organisation": organisation, "by": by}
        counts = {name: len(getattr(done, name)) for name in ("pairings", "proposals", "chains")}
        publish(session, PAIRINGS_HANDED_OVER, person, named | counts)
    return done


def _allowed(session: Session, rows: Sequence[Any], to: UUID, kind: str, done: HandedOver) -> list[Any]:
    """Those that may go; the others are named in `done.left`."""
    rules = [(row, _rule(session, row, to)) for row in rows]
    done.left += [{"kind": kind, "id": row.id, "rule": rule} for row, rule in rules if rule]
    return [row for row, rule in rules if rule is None]
