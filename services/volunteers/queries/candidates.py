"""A request and the volunteers of its organisation, as the rules of matching see them at this moment."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, CollectionAggregate, Text, Uuid, any_, func, literal, select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.model import BUSY, Assignment, KnownCase, Proposal, Request, Volunteer
from services.volunteers.queries.readiness import Judge
from services.volunteers.queries.settings import policy_at
from services.volunteers.rules import matching, standing
from services.volunteers.rules.matching import Need, Offer, Place, Places, Reason
from services.volunteers.rules.policy import Policy
from services.volunteers.rules.vetting import Lack
from shared.directory.model import KnownDistrict, KnownPerson


@dataclass(frozen=True)
class Candidate:
    """A volunteer whom the request's coordinator may ask. `asked`: a proposal of this request stands already."""

    volunteer: Volunteer
    reasons: list[Reason]
    asked: bool

    @property
    def score(self) -> int:
        return matching.score(self.reasons)


class Excluded(NamedTuple):
    """`lacks` say why somebody is not ready, `km` how far too far is (None: the map does not say)."""

    volunteer: Volunteer
    rule: str
    lacks: list[Lack]
    km: float | None


@dataclass
class Shortlist:
    """Candidates, the best first, and everyone else with the rule that excludes them."""

    items: list[Candidate] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)


_LOOKED_AT = (
    KnownPerson.organisation,
    KnownPerson.roles,
    KnownPerson.active,
    KnownPerson.last_name,
    KnownPerson.first_name,
)
"""What is read of each person on a register: a name, and whether they are still there."""


class Waiting(NamedTuple):
    """How somebody stands among equals: who has no family now first, and of those who waited longest."""

    families: int
    since: datetime
    id: UUID


def shortlist(session: Session, request: Request, policy: Policy | None = None) -> Shortlist:
    """Everyone on the register of the request's organisation but those who left it. Candidates by score; of equal ones
    who has been without a pairing for longest first, so that a later reading shows the same order.

    `policy`: that of the organisation, for who asks for many requests at once and reads it once.
    """
    found, asked, judge = Shortlist(), _volunteers_of(session, request, "made"), Judge(session)
    need, register = need_of(session, request), offers(session, request, _register_of(session, request))
    places = places_between(session, [need], (offer for _, offer in register))
    context = places, policy or policy_at(session, request.organisation)
    for volunteer, offer in register:
        rule = matching.exclusion(need, offer, *context)
        if rule:
            lacks = judge.lacks(volunteer) if rule == "not_ready" else []
            found.excluded.append(Excluded(volunteer, rule, lacks, matching.way(need, offer, context[0])))
        else:
            reasons = matching.reasons(need, offer, *context)
            found.items.append(Candidate(volunteer, reasons, volunteer.id in asked))
    order = waiting(session, [candidate.volunteer for candidate in found.items])
    found.items.sort(key=lambda candidate: (-candidate.score, order[candidate.volunteer.id]))
    return found


def _register_of(session: Session, request: Request) -> Sequence[Volunteer]:
    register = select(Volunteer).where(Volunteer.organisation == request.organisation, Volunteer.status != "left")
    return session.scalars(
        register.order_by(Volunteer.id).options(joinedload(Volunteer.known).load_only(*_LOOKED_AT))
    ).all()


def waiting(session: Session, volunteers: Sequence[Volunteer]) -> dict[UUID, Waiting]:
    """By id; whoever was never paired waits since they came to the register."""
    ended = select(Assignment.volunteer_id, func.max(Assignment.ended_at).label("last"))
    ended = ended.where(Assignment.volunteer_id == _any_of([row.id for row in volunteers]))
    last = {row.volunteer_id: row.last for row in session.execute(ended.group_by(Assignment.volunteer_id))}
    taken = taken_by(session, [row.id for row in volunteers])
    return {row.id: Waiting(taken[row.id], last.get(row.id) or row.registered_at, row.id) for row in volunteers}


def rule_against(session: Session, request: Request, volunteer: Volunteer) -> str | None:
    """The rule by which this volunteer may not be asked, if there is one."""
    ((_, offer),) = offers(session, request, [volunteer])
    need, policy = need_of(session, request), policy_at(session, request.organisation)
    return matching.exclusion(need, offer, places_between(session, [need], [offer]), policy)


def reasons_for(session: Session, request: Request, volunteer: Volunteer) -> list[Reason]:
    """What speaks for this pairing now."""
    ((_, offer),) = offers(session, request, [volunteer])
    need, policy = need_of(session, request), policy_at(session, request.organisation)
    return matching.reasons(need, offer, places_between(session, [need], [offer]), policy)


def need_of(session: Session, request: Request) -> Need:
    case = session.get(KnownCase, request.case)
    return Need(
        kind=request.kind,
        district=request.district,
        skills=frozenset(request.skills),
        experience=frozenset(request.experience),
        languages=frozenset(request.languages),
        times=matching.slots(request.times),
        assessing=frozenset(request.assessing_organisations),
        team=frozenset(case.team) if case else frozenset(),
    )


def places_of(session: Session, districts: Iterable[str]) -> Places:
    """Those of them that the map knows."""
    columns = KnownDistrict.code, KnownDistrict.latitude, KnownDistrict.longitude
    asked = KnownDistrict.code == any_(literal(sorted(set(districts)), ARRAY(Text())))
    located = select(*columns).where(asked, KnownDistrict.latitude.is_not(None), KnownDistrict.longitude.is_not(None))
    return {code: Place(latitude or 0.0, longitude or 0.0) for code, latitude, longitude in session.execute(located)}


def places_between(session: Session, needs: Iterable[Need], found: Iterable[Offer]) -> Places:
    return places_of(session, {need.district for need in needs}.union(*(offer.districts for offer in found)))


def offers(session: Session, request: Request, volunteers: Sequence[Volunteer]) -> list[tuple[Volunteer, Offer]]:
    """What each of them can give now, to this request."""
    taken = taken_by(session, [volunteer.id for volunteer in volunteers])
    employers = _employers(session, [volunteer.person for volunteer in volunteers])
    declined = _volunteers_of(session, request, "declined")
    judge = Judge(session)
    return [
        (row, _offer(row, not judge.lacks(row), taken[row.id], employers[row.person], row.id in declined))
        for row in volunteers
    ]


def _offer(volunteer: Volunteer, ready: bool, taken: int, employers: set[UUID], declined: bool) -> Offer:
    return Offer(
        person=volunteer.person,
        kind=volunteer.kind,
        districts=frozenset(volunteer.districts),
        skills=frozenset(volunteer.skills),
        experience=frozenset(volunteer.experience),
        languages=frozenset(volunteer.languages),
        times=matching.slots(volunteer.times),
        capacity=volunteer.capacity,
        taken=taken,
        ready=ready,
        ties=_ties(volunteer, employers),
        declined=declined,
    )


def _ties(volunteer: Volunteer, employers: set[UUID]) -> frozenset[UUID]:
    person = volunteer.known
    organisation, roles = (person.organisation, person.roles) if person else (None, [])
    return standing.ties(employers, organisation, roles)


def _employers(session: Session, people: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """For whom each person's household works. Who stands on the register as a volunteer and as a contact family is
    one household, whichever of the two profiles says it."""
    found: dict[UUID, set[UUID]] = {person: set() for person in people}
    stated = select(Volunteer.person, Volunteer.employers).where(
        Volunteer.person == _any_of(people), Volunteer.status != "left", func.cardinality(Volunteer.employers) > 0
    )
    for person, employers in session.execute(stated):
        found[person] |= set(employers)
    return found


def taken_by(session: Session, volunteers: Sequence[UUID]) -> Counter[UUID]:
    busy = (
        select(Assignment.volunteer_id, func.count().label("families"))
        .where(Assignment.volunteer_id == _any_of(volunteers), Assignment.status.in_(BUSY))
        .group_by(Assignment.volunteer_id)
    )
    return Counter({row.volunteer_id: row.families for row in session.execute(busy)})


def _volunteers_of(session: Session, request: Request, status: str) -> set[UUID]:
    """Volunteers with a proposal of this request in this status."""
    found = select(Proposal.volunteer_id).where(Proposal.request_id == request.id, Proposal.status == status)
    return set(session.scalars(found))


def _any_of(ids: Sequence[UUID]) -> CollectionAggregate[bool]:
    """One value of the statement, however many they are: a thousand values take long to write and to read."""
    return any_(literal(ids, ARRAY(Uuid())))
