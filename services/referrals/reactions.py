"""What referrals learns from others: people and places from identity, and how a case goes on, from cases."""

from datetime import date

from sqlalchemy.orm import Session

from services.referrals.commands import handing_over
from services.referrals.commands.letters import tell_guest
from services.referrals.model import KnownCase, Referral
from services.referrals.rules import states
from shared.codes import CLOSED_CASE_STATES
from shared.contracts import cases, identity
from shared.directory import replica
from shared.eventing.envelope import Event
from shared.eventing.handlers import NotYet, Table, joined

_FIELDS = ("referral", "family", "reference", "organisation", "worker", "status", "opened_on")


def keep_case(session: Session, event: Event) -> None:
    """Keep the case, and let the referral's status follow it: the loop back to the sender is closed."""
    closed = event.data["status"] in CLOSED_CASE_STATES
    values = {name: event.data[name] for name in _FIELDS}
    values["outcome"] = event.data["outcome"] if closed else None
    values["closed_on"] = _closed_on(session, event) if closed else None
    if replica.upsert(session, KnownCase, event.subject, event.sequence, values):
        _follow(session, event, states.CASE_CLOSED if closed else states.CASE_OPENED)


def note_case(session: Session, event: Event) -> None:
    """An entry in the referral's history, once, also when everything is sent again; raises NotYet when the referral
    is not here."""
    referral = session.get(Referral, event.data["referral"])
    if referral is None:
        raise NotYet(Referral, event.data["referral"])
    kind = _ENTRIES[event.type]
    if any(entry.kind == kind and entry.at == event.at for entry in referral.history):
        return
    outcome = event.data["outcome"] if event.type is cases.CASE_CLOSED else None
    referral.note(kind, event.at, event.by, event.data["organisation"], outcome=outcome)
    tell_guest(session, referral)


def pass_duty_on(session: Session, event: Event) -> None:
    handing_over.pass_on(session, event)


def follow_person(session: Session, event: Event) -> None:
    handing_over.follow_person(session, event)


def _closed_on(session: Session, event: Event) -> date | None:
    """Events of former versions said the day at the closing only; what came after it leaves it as it is."""
    known = session.get(KnownCase, event.subject)
    day: date | None = event.data.get("closed_on")
    return day or (known.closed_on if known else None)


def _follow(session: Session, event: Event, status: str) -> None:
    referral = session.get(Referral, event.data["referral"], with_for_update=True)
    if referral and referral.status in states.FOLLOWS_ITS_CASE:
        referral.status = status


_ENTRIES = {
    cases.CASE_OPENED: "case_opened",
    cases.CASE_CLOSED: "case_closed",
    cases.CASE_REOPENED: "case_reopened",
}

_WORTH_KEEPING = (
    cases.CASE_OPENED,
    cases.CASE_TEAM_CHANGED,
    cases.CASE_CLOSED,
    cases.CASE_REOPENED,
    cases.CASE_FOLLOWED_UP,
)

REPLICAS = joined(replica.REPLICAS, {event: [keep_case] for event in _WORTH_KEEPING})

REACTIONS: Table = {event: [note_case] for event in _ENTRIES} | {
    identity.PERSON_CHANGED: [follow_person],
    identity.PERSON_DEACTIVATED: [pass_duty_on],
}
