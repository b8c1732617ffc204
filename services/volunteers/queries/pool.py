"""All open requests of an organisation and all of its volunteers, as the rules of matching see them at one moment."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.model import KnownCase, Proposal, Request, Volunteer
from services.volunteers.queries.candidates import need_of, offers, places_between
from services.volunteers.queries.settings import policy_at
from services.volunteers.rules import matching
from services.volunteers.rules.assignment import MOST_REQUESTS
from services.volunteers.rules.changes import change_for
from services.volunteers.rules.matching import Need, Offer, Places, Reason
from services.volunteers.rules.policy import Policy


@dataclass(frozen=True)
class Pool:
    """`free` counts the places of each volunteer that neither a family has nor an open question is for."""

    requests: Sequence[Request]
    volunteers: Sequence[Volunteer]
    needs: Sequence[Need]
    offers: Sequence[Offer]
    declined: Mapping[UUID, frozenset[UUID]]
    free: Sequence[int]
    context: tuple[Places, Policy]
    left_for_later: int

    def offer(self, request: int, volunteer: int) -> Offer:
        present = self.offers[volunteer]
        said_no = self.volunteers[volunteer].id in self.declined.get(self.requests[request].id, ())
        return present if present.declined == said_no else replace(present, declined=said_no)

    def rule_against(self, request: int, volunteer: int) -> str | None:
        return matching.exclusion(self.needs[request], self.offer(request, volunteer), *self.context)

    def reasons(self, request: int, volunteer: int) -> list[Reason]:
        return matching.reasons(self.needs[request], self.offer(request, volunteer), *self.context)

    def change_for(self, request: int, volunteer: int) -> str | None:
        """The one change after which this volunteer, whom a rule excludes now, would be a candidate."""
        rule = self.rule_against(request, volunteer)
        found = rule and change_for(rule, self.needs[request], self.offer(request, volunteer))
        if not found:
            return None
        change, after = found
        return None if matching.exclusion(*after, *self.context) else change

    @cached_property
    def scores(self) -> list[dict[int, int]]:
        """For each request the points of its candidates."""
        return [
            {
                volunteer: matching.score(self.reasons(request, volunteer))
                for volunteer in range(len(self.volunteers))
                if self.rule_against(request, volunteer) is None
            }
            for request in range(len(self.requests))
        ]


def pool_of(session: Session, organisation: UUID) -> Pool:
    """The oldest open requests, and everyone on the register but those who left it."""
    looking = select(Request).where(Request.organisation == organisation, Request.status == "open")
    oldest = looking.order_by(Request.requested_at, Request.id).limit(MOST_REQUESTS)
    requests = session.scalars(oldest).all()
    volunteers = _register(session, organisation) if requests else []
    # Who said no to which request differs by request and is put in there; all else is the same for all of them.
    found = [offer for _, offer in offers(session, requests[0], volunteers)] if requests else []
    promised = _promised(session, volunteers)
    # Held here, so that they are not read one by one for each request.
    _cases = session.scalars(select(KnownCase).where(KnownCase.id.in_([row.case for row in requests]))).all()
    needs = [need_of(session, request) for request in requests]
    return Pool(
        requests=requests,
        volunteers=volunteers,
        needs=needs,
        offers=found,
        declined=_declined(session, requests),
        free=[_free(row, offer, promised) for row, offer in zip(volunteers, found, strict=True)],
        context=(places_between(session, needs, found), policy_at(session, organisation)),
        left_for_later=int(session.scalar(select(func.count()).select_from(looking.subquery())) or 0) - len(requests),
    )


def _register(session: Session, organisation: UUID) -> Sequence[Volunteer]:
    found = select(Volunteer).where(Volunteer.organisation == organisation, Volunteer.status != "left")
    return session.scalars(found.order_by(Volunteer.id).options(joinedload(Volunteer.known))).all()


def _free(volunteer: Volunteer, offer: Offer, promised: Counter[UUID]) -> int:
    return max(offer.capacity - offer.taken - promised[volunteer.id], 0)


def _promised(session: Session, volunteers: Sequence[Volunteer]) -> Counter[UUID]:
    """How many questions each of them has not answered yet."""
    standing = (
        select(Proposal.volunteer_id, func.count().label("questions"))
        .where(Proposal.status == "made", Proposal.volunteer_id.in_([row.id for row in volunteers]))
        .group_by(Proposal.volunteer_id)
    )
    return Counter({row.volunteer_id: row.questions for row in session.execute(standing)})


def _declined(session: Session, requests: Sequence[Request]) -> dict[UUID, frozenset[UUID]]:
    said = select(Proposal.request_id, Proposal.volunteer_id).where(
        Proposal.status == "declined", Proposal.request_id.in_([row.id for row in requests])
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in session.execute(said):
        found[row.request_id].add(row.volunteer_id)
    return {request: frozenset(volunteers) for request, volunteers in found.items()}
