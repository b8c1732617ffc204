"""What notifications does with events: it keeps what it must know of others, and tells whom the table names."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications.commands import note_action, tell
from services.notifications.commands.offering import offer
from services.notifications.facts import RECORDS
from services.notifications.model import FamilyAlias, KnownCase, KnownReferral, RoleHeld
from services.notifications.table import TABLE
from services.notifications.webhooks.table import TABLE as WEBHOOK_TABLE
from shared.contracts import case_events, identity, referrals, teamwork_events
from shared.directory import replica as directory
from shared.directory.model import KnownPerson
from shared.directory.replica import upsert
from shared.eventing.envelope import Event
from shared.eventing.handlers import Table, joined


def keep_roles(session: Session, event: Event) -> None:
    """Since when they have each of their roles. Needs `keep_person` before it: only the newest state counts."""
    person = session.get_one(KnownPerson, event.subject)
    if person.sequence != event.sequence:
        return
    held = {role.role: role for role in session.scalars(select(RoleHeld).where(RoleHeld.person == person.id))}
    present = set(person.roles) if person.active and person.organisation else set()
    for role in held.keys() - present:
        session.delete(held[role])
    for role in present:
        if role not in held or held[role].organisation != person.organisation:
            since = event.data["rights_since"]
            session.merge(RoleHeld(person=person.id, role=role, organisation=person.organisation, since=since))


def keep_case(session: Session, event: Event) -> None:
    fields = ("reference", "referral", "family", "organisation", "worker", "status")
    upsert(session, KnownCase, event.subject, event.sequence, {name: event.data[name] for name in fields})


def keep_referral(session: Session, event: Event) -> None:
    upsert(session, KnownReferral, event.subject, event.sequence, {"reference": event.data["reference"]})


def keep_merger(session: Session, event: Event) -> None:
    upsert(session, FamilyAlias, event.subject, event.sequence, {"same_as": event.data["into"]})


def keep_separation(session: Session, event: Event) -> None:
    upsert(session, FamilyAlias, event.subject, event.sequence, {"same_as": None})


PEOPLE = (identity.PERSON_REGISTERED, identity.PERSON_CHANGED, identity.PERSON_DEACTIVATED)
REFERRALS = [event for event in referrals.EVENTS if event.name.startswith("opora.referrals.referral.")]

REPLICAS = joined(
    directory.REPLICAS,
    {event: [keep_roles] for event in PEOPLE},
    {event: [keep_case] for event in (*case_events.EVENTS, *teamwork_events.EVENTS)},
    {event: [keep_referral] for event in REFERRALS},
    {referrals.FAMILY_MERGED: [keep_merger], referrals.FAMILY_SEPARATED: [keep_separation]},
)

WORK = [event for event in dict.fromkeys((*REPLICAS, *TABLE)) if event.key in RECORDS]
"""Of what we hear, the events by which somebody does something about a record."""

REACTIONS: Table = joined(
    {event: [tell] for event in TABLE},
    {event: [note_action] for event in WORK},
    {event: [offer] for event in WEBHOOK_TABLE},
)
