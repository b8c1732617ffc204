"""What volunteers does with the events of others: requests and cases it keeps, pairings it starts and ends."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers import commands
from services.volunteers.model import Assignment, CalendarLink, KnownCase, Request
from services.volunteers.rules.standing import REGISTER_ROLES
from shared.calendars import links
from shared.contracts import case_events, identity
from shared.contracts.cases import (
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)
from shared.directory import replica
from shared.directory.model import KnownPerson
from shared.eventing.envelope import Event
from shared.eventing.handlers import NotYet, Table, joined
from shared.search import keep, terms

_WISHED = (
    "case",
    "reference",
    "kind",
    "organisation",
    "worker",
    "skills",
    "experience",
    "district",
    "languages",
    "times",
    "children_ages",
    "assessing_organisations",
)


def keep_request(session: Session, event: Event) -> None:
    """A new request, or a snapshot of a known one, whose status is followed here and stays."""
    values = {name: event.data[name] for name in _WISHED} | {"about": event.data.get("about")}
    request = session.get(Request, event.data["request"])
    if request is None:
        new = Request(
            id=event.data["request"],
            sequence=event.sequence,
            status=event.data["status"],
            requested_at=event.at,
            **values,
        )
        session.add(new)
        keep(session, new.id, terms((), [new.reference]))
    elif request.sequence < event.sequence:
        for name, value in (values | {"sequence": event.sequence}).items():
            setattr(request, name, value)


def keep_case(session: Session, event: Event) -> None:
    """Who works on the case now, and which organisations assess the family for all of its requests."""
    team = {member["person"] for member in event.data["team"]} | {event.data["worker"]}
    values = {
        "organisation": event.data["organisation"],
        "worker": event.data["worker"],
        "team": sorted(person for person in team if person),
    }
    replica.upsert(session, KnownCase, event.subject, event.sequence, values)
    older = select(Request).where(Request.case == event.subject, Request.sequence < event.sequence)
    for request in session.scalars(older):
        request.sequence = event.sequence
        request.assessing_organisations = event.data["assessing_organisations"]


def keep_terms(session: Session, event: Event) -> None:
    """By what someone who is or may be a volunteer is found: the directory's row is the newest we know."""
    person = session.get_one(KnownPerson, event.subject)
    may_be_one = REGISTER_ROLES.intersection(person.roles)
    names = (person.last_name, person.first_name, person.middle_name)
    keep(session, person.id, terms(names, (), [person.phone]) if may_be_one else ())


def withdraw_request(session: Session, event: Event) -> None:
    commands.withdraw(session, _request(session, event), event.by)


def introduce(session: Session, event: Event) -> None:
    """The worker's words reach the volunteer; sealed ones whose key was destroyed are missing."""
    meeting = event.data.get("first_meeting")
    introduction = {
        "first_names": event.data.get("first_names"),
        "contact_name": event.data.get("contact_name"),
        "contact_phone": event.data.get("contact_phone"),
        "first_meeting": meeting and {"at": meeting["at"].isoformat(), "place": meeting["place"]},
    }
    commands.introduce(session, _assignment(session, event), introduction, event.at)


def take_back_introduction(session: Session, event: Event) -> None:
    commands.take_back_introduction(session, _assignment(session, event))


def end_pairing(session: Session, event: Event) -> None:
    """The family's wish, or the echo of our own end, which changes nothing any more."""
    commands.stop(session, _assignment(session, event), event.by)


def follow_person(session: Session, event: Event) -> None:
    links.end_elsewhere(session, CalendarLink, event.subject, event.data["organisation"])


def let_go(session: Session, event: Event) -> None:
    """Who may not sign in any more is nobody's volunteer, and what they supervised goes to their successor."""
    links.end_for(session, CalendarLink, event.subject)
    commands.pass_on(session, event)
    commands.leave_all(session, event.subject, event.by)


def _request(session: Session, event: Event) -> Request:
    request = session.get(Request, event.data["request"])
    if request is None:
        raise NotYet(Request, event.data["request"])
    return request


def _assignment(session: Session, event: Event) -> Assignment:
    assignment = session.get(Assignment, event.data["assignment"])
    if assignment is None:
        raise NotYet(Assignment, event.data["assignment"])
    return assignment


_PERSON = (identity.PERSON_REGISTERED, identity.PERSON_CHANGED, identity.PERSON_DEACTIVATED)

REPLICAS = joined(
    replica.REPLICAS,
    {event: [keep_terms] for event in _PERSON},
    {event: [keep_case] for event in case_events.EVENTS},
    {SUPPORT_REQUESTED: [keep_request]},
)

REACTIONS: Table = {
    SUPPORT_WITHDRAWN: [withdraw_request],
    SUPPORT_INTRODUCED: [introduce],
    SUPPORT_INTRODUCTION_ANNULLED: [take_back_introduction],
    SUPPORT_ENDED: [end_pairing],
    identity.PERSON_CHANGED: [follow_person],
    identity.PERSON_DEACTIVATED: [let_go],
}
