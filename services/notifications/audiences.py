"""Who an event concerns. An audience finds people by the facts of an event, as they stand when it is told.

Nobody is in an audience who is not active, whose organisation is closed, who no longer has a role that goes with it,
or who got that role after the event.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.model import RoleHeld
from shared.codes import DEPUTISED_ROLES
from shared.directory.lookup import away_now, is_at_work
from shared.directory.model import KnownOrganisation, KnownPerson
from shared.eventing.handlers import NotYet

Facts = Mapping[str, Any]
People = set[UUID]
Find = Callable[[Session, Facts], People]


@dataclass(frozen=True)
class Audience:
    """`find(session, facts)`; it raises NotYet for a person or organisation of whom no event has come yet. `said` is
    how the printed table (`catalogue`) names these people. `roles`: as whom they are told; `without`: who is
    not, not even in the place of somebody else."""

    find: Find
    said: str
    roles: frozenset[str]
    without: frozenset[Find] = frozenset()

    def __or__(self, other: "Audience") -> "Audience":
        return Audience(
            lambda session, facts: self.find(session, facts) | other.find(session, facts),
            f"{self.said}; {other.said}",
            self.roles | other.roles,
            self.without | other.without,
        )

    def unless(self, other: "Audience") -> "Audience":
        """These people, when `other` finds nobody."""
        return Audience(
            lambda session, facts: set() if other.find(session, facts) else self.find(session, facts),
            f"{_one(self.said)} where there is not {_one(other.said)}",
            self.roles,
            self.without,
        )

    def otherwise(self, other: "Audience") -> "Audience":
        """These people, or when there are none, `other`."""
        return Audience(
            lambda session, facts: self.find(session, facts) or other.find(session, facts),
            f"{_one(self.said)} or else {_one(other.said)}",
            self.roles | other.roles,
            self.without | other.without,
        )

    def but(self, field: str) -> "Audience":
        """Without the person whom the event names there."""
        return Audience(
            lambda session, facts: self.find(session, facts) - {facts[field]},
            f"{_one(self.said)} but not {_spoken(field)}",
            self.roles,
            self.without | {lambda _session, facts: {facts[field]}},
        )

    def but_who_acts_for(self, field: str) -> "Audience":
        """Without the person whom the event names there, and without who stands in for them now."""
        acting = partial(_acting_for, field)
        return Audience(
            lambda session, facts: self.find(session, facts) - acting(session, facts),
            f"{_one(self.said)} but not {_spoken(field)} nor their deputy",
            self.roles,
            self.without | {acting},
        )

    def when(self, holds: Callable[[Facts], bool]) -> "Audience":
        return Audience(
            lambda session, facts: self.find(session, facts) if holds(facts) else set(),
            f"{_one(self.said)} if {_spoken(holds.__name__)}",
            self.roles,
            self.without,
        )


def named(field: str, *roles: str) -> Audience:
    """The person whom the event names, as long as they have one of these roles."""
    able = frozenset(roles)
    return Audience(lambda session, facts: _able(session, [facts.get(field)], able), _spoken(field), able)


def listed(field: str, *roles: str) -> Audience:
    """The people whom the event lists, as ids or as members of a team."""
    able = frozenset(roles)
    return Audience(lambda session, facts: _able(session, map(_person, facts[field]), able), f"all of `{field}`", able)


def holders(field: str, role: str) -> Audience:
    """Everyone with this role in the organisation that the event names."""
    return Audience(
        lambda session, facts: _holders(session, facts.get(field), role, facts),
        f"each {role.replace('_', ' ')} of {_spoken(field)}",
        frozenset({role}),
    )


_SPOKEN = {
    "organisation": "the organisation",
    "to_organisation": "the receiving organisation",
    "from_organisation": "the sending organisation",
    "case_organisation": "the case's organisation",
    "sent_by": "who sent it",
    "reported_by": "who reported it",
    "presented_by": "who presented the stage",
    "supervised_by": "who supervises the pairing",
    "person": "the person named",
    "to": "who has it now",
    "deputy": "who stands in",
    "previous_deputy": "who stood in before",
    "worker": "the case's worker",
    "case_worker": "the case's worker",
}


def _one(said: str) -> str:
    """In brackets when it is more than one thing."""
    return f"({said})" if any(joint in said for joint in ("; ", " or else ", " but ", " if ", " where ")) else said


def _spoken(word: str) -> str:
    return _SPOKEN.get(word, word.replace("_", " "))


def _acting_for(field: str, session: Session, facts: Facts) -> People:
    person = facts[field]
    away = away_now(session, [person])
    return {person} | {one.deputy for one in away.values()}


def _person(entry: UUID | Mapping[str, UUID]) -> UUID:
    return entry["person"] if isinstance(entry, Mapping) else entry


def _able(session: Session, people: Iterable[UUID | None], roles: Iterable[str]) -> People:
    known = [_known(session, person) for person in people if person]
    return {person.id for person in known if is_at_work(session, person) and set(roles) & set(person.roles)}


def _known(session: Session, person: UUID) -> KnownPerson:
    found = session.get(KnownPerson, person)
    if found is None:
        raise NotYet(KnownPerson, person)
    return found


def _holders(session: Session, organisation: UUID | None, role: str, facts: Facts) -> People:
    if organisation is None:
        return set()
    home = session.get(KnownOrganisation, organisation)
    if home is None:
        raise NotYet(KnownOrganisation, organisation)
    if not home.active:
        return set()
    found = (
        select(RoleHeld.person)
        .join(KnownPerson, KnownPerson.id == RoleHeld.person)
        .where(RoleHeld.organisation == organisation, RoleHeld.role == role)
        .where(RoleHeld.since <= facts["published_at"], KnownPerson.active)
    )
    return set(session.scalars(found))


STAFF = ("case_worker", "specialist", "supervisor", "coordinator")
HELPERS = ("volunteer", "contact_family")

# Of a referral.
SENDER = named("sent_by", "referrer", "coordinator") | holders("from_organisation", "referrer")
RECEIVER_SUPERVISORS = holders("to_organisation", "supervisor")
ESCALATED_TO = RECEIVER_SUPERVISORS.otherwise(holders("to_organisation", "coordinator"))
ON_DUTY = named("person", "coordinator", "supervisor")
EVERYONE_ON_DUTY = holders("to_organisation", "coordinator") | RECEIVER_SUPERVISORS
RECEIVER = holders("to_organisation", "coordinator").otherwise(RECEIVER_SUPERVISORS)

# Of a case.
SUPERVISORS = holders("organisation", "supervisor")
WORKER = named("worker", "case_worker")
KEEPERS = (holders("organisation", "coordinator") | SUPERVISORS).unless(WORKER)
"""A case without a worker is its organisation's coordinators' and supervisors'."""
TEAM = listed("team", *STAFF) | WORKER
JOINED = listed("joined", *STAFF)
LEFT = listed("left", *STAFF)
INVITED = listed("invited", *STAFF)
PRESENTER = named("presented_by", *STAFF)
STAGE_CHECKERS = SUPERVISORS.but_who_acts_for("presented_by").otherwise(TEAM.but_who_acts_for("presented_by"))
"""A supervisor checks a stage; where there is none but who presents it or stands in for them, the rest of the team."""

# Of a case that another record's event names: `facts` tells what is known of it.
KNOWN_WORKER = named("case_worker", "case_worker")
KNOWN_KEEPERS = holders("case_organisation", "coordinator") | holders("case_organisation", "supervisor")

NEXT = named("to", *STAFF)
GIVER = named("person", *STAFF)

# Of a concern: whoever reported it cannot take it up, and somebody always hears of it.
COORDINATORS = holders("organisation", "coordinator")
ORGANISATION_ADMINISTRATORS = holders("organisation", "organisation_administrator")
GUARDIANS = (
    (holders("organisation", "safeguarding_lead") | SUPERVISORS).but("reported_by").otherwise(COORDINATORS)
).but("reported_by")
ALARMED = GUARDIANS.otherwise(ORGANISATION_ADMINISTRATORS)
OTHERS_IN_CHARGE = COORDINATORS | ORGANISATION_ADMINISTRATORS
REPORTER = named("reported_by", *STAFF, *HELPERS, "safeguarding_lead", "referrer")

# Of a request for a contact family or a volunteer, and of a pairing.
MATCHMAKERS = holders("organisation", "volunteer_coordinator")
HELPER = named("person", *HELPERS)
PAIRING_SUPERVISORS = listed("supervisors", "volunteer_coordinator", "supervisor")
NEXT_MATCHMAKER = named("to", "volunteer_coordinator")
SUPERVISED_BY = named("supervised_by", "volunteer_coordinator", "supervisor").otherwise(MATCHMAKERS)

# Of an absence.
AWAY = named("person", *DEPUTISED_ROLES)
DEPUTY = named("deputy", *DEPUTISED_ROLES)
FORMER_DEPUTY = named("previous_deputy", *DEPUTISED_ROLES)
