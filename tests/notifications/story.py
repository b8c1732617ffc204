"""The story of the contracts' examples, with people who can be told and who can read what they were told."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.notifications.model import Notification
from shared.contracts import examples, identity
from shared.contracts.cases import CASE_OPENED
from shared.eventing.contract import EventType
from shared.ids import uuid7
from tests.support.bench import Bench, Person

ORGANISATIONS = {"ngo": examples.NGO, "guardianship": examples.GUARDIANSHIP, "school": examples.SCHOOL}
KINDS = ("ngo", "guardianship_body", "school")
CAST = {
    "coordinator": ("ngo", "coordinator", examples.COORDINATOR),
    "second_coordinator": ("ngo", "coordinator", None),
    "worker": ("ngo", "case_worker", examples.WORKER),
    "second_worker": ("ngo", "case_worker", None),
    "psychologist": ("ngo", "specialist", examples.PSYCHOLOGIST),
    "supervisor": ("ngo", "supervisor", None),
    "safeguarding_lead": ("ngo", "safeguarding_lead", None),
    "matchmaker": ("ngo", "volunteer_coordinator", examples.VOLUNTEER_COORDINATOR),
    "second_matchmaker": ("ngo", "volunteer_coordinator", None),
    "contact": ("ngo", "contact_family", examples.CONTACT_PERSON),
    "volunteer": ("ngo", "volunteer", None),
    "ngo_administrator": ("ngo", "organisation_administrator", None),
    "referrer": ("guardianship", "referrer", examples.REFERRER),
    "second_referrer": ("guardianship", "referrer", None),
    "guardianship_supervisor": ("guardianship", "supervisor", None),
    "school_coordinator": ("school", "coordinator", None),
    "school_referrer": ("school", "referrer", None),
    "school_supervisor": ("school", "supervisor", None),
    "administrator": (None, "administrator", examples.ADMINISTRATOR),
}
RECORDS = (
    "REFERRAL",
    "FAMILY",
    "KNOWN_FAMILY",
    "CASE",
    "REQUEST",
    "VOLUNTEER",
    "PROPOSAL",
    "ASSIGNMENT",
    "CONCERN",
    "ABSENCE",
)


class Story:
    """`cast` by name. `turn_page()` begins with new records, of which nobody has heard."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.organisations = {name: bench.organisation(kind) for name, kind in zip(ORGANISATIONS, KINDS, strict=True)}
        self.cast: dict[str, Person] = {}
        for name, (organisation, role, _) in CAST.items():
            self.cast[name] = self.arrives(role, organisation=organisation)
        self.turn_page()

    def arrives(self, *roles: str, organisation: str | None, **state: Any) -> Person:
        home = self.organisations[organisation] if organisation else None
        return self.bench.person(*roles, organisation=home, **state)

    def turn_page(self) -> None:
        self.records = {name: uuid7() for name in RECORDS}

    def leaves(self, name: str) -> None:
        self._tells_of(identity.PERSON_DEACTIVATED, name, active=False)

    def closes(self, organisation: str) -> None:
        id_ = self.organisations[organisation]
        example = self.example(identity.ORGANISATION_CHANGED)
        self.bench.receive(identity.ORGANISATION_CHANGED, id_, example | {"organisation": id_, "active": False})

    def changes(self, name: str, **changes: Any) -> None:
        self._tells_of(identity.PERSON_CHANGED, name, **changes)

    def _tells_of(self, event: EventType, name: str, **changes: Any) -> None:
        person = self.cast[name]
        state = {"person": person.id, "organisation": person.organisation, "roles": list(person.roles), "active": True}
        self.bench.receive(event, person.id, self.example(event) | state | changes)

    def id(self, name: str) -> UUID:
        return self.cast[name].id

    def example(self, event: EventType) -> dict[str, Any]:
        """The data of the contract's example, about our people and records."""
        text = json.dumps(event.example)
        for name, organisation in ORGANISATIONS.items():
            text = text.replace(organisation, str(self.organisations[name]))
        for name, (_, _, id) in CAST.items():
            text = text.replace(id, str(self.id(name))) if id else text
        for name, record in self.records.items():
            text = text.replace(getattr(examples, name), str(record))
        return event.load(json.loads(text))

    def happens(
        self, event: EventType, *, snapshot: bool = False, event_id: UUID | None = None, **changes: Any
    ) -> UUID:
        """The example happens now, with changes; returns the event's id."""
        data = self.example(event) | changes
        subject = data[event.key]
        at, by = changes.get("at"), data.pop("by")
        data.pop("at")
        return self.bench.receive(event, subject, data, by=by, at=at, snapshot=snapshot, event_id=event_id)

    def case_is_known(self, **changes: Any) -> None:
        """As after a replay: its state is known, nobody is told."""
        self.happens(CASE_OPENED, snapshot=True, **changes)

    def told(self, event_id: UUID) -> dict[str, str]:
        """Who was told of this event, by name, and by which text."""
        return {self.name(row.person): row.type for row in self.notifications(event_id)}

    def notifications(self, event_id: UUID) -> list[Notification]:
        with self.bench.session() as session:
            return list(session.scalars(select(Notification).where(Notification.event == event_id)))

    def name(self, person: UUID) -> str:
        return next((name for name, known in self.cast.items() if known.id == person), str(person))

    def inbox(self, name: str, query: str = "") -> list[Mapping[str, Any]]:
        answer = self.cast[name].api.get(f"/notifications/api/v1/inbox{query}")
        assert answer.status == 200, answer.text
        items: list[Mapping[str, Any]] = answer.json["items"]
        return items
