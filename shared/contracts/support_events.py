"""What cases says about its deadlines and its requests for a contact family or a volunteer."""

from typing import Any

from shared.contracts.case_data import DeadlineReminder
from shared.contracts.common import EventData, event
from shared.contracts.examples import (
    ASSIGNMENT,
    CASE,
    CONTACT_PERSON,
    GUARDIANSHIP,
    NGO,
    REQUEST,
    VOLUNTEER,
    WORKER,
    happened,
)
from shared.contracts.support_data import Introduced, Paired, Requested, Support
from shared.eventing.contract import EventType

_REMINDER = {
    **happened("2026-12-04T21:00:00Z", None),
    "case": CASE,
    "reference": "305-716-941",
    "organisation": NGO,
    "worker": WORKER,
    "kind": "assessment",
    "due_on": "2026-12-11",
    "warned": ["worker"],
}
DEADLINE_NEAR = event(
    "cases.deadline.near",
    "case",
    DeadlineReminder,
    "A step of the case is due soon; once for each start of the deadline.",
    _REMINDER,
)
DEADLINE_PASSED = event(
    "cases.deadline.passed",
    "case",
    DeadlineReminder,
    "A step of the case is late; once for each start of the deadline.",
    {**_REMINDER, "at": "2026-12-11T21:00:00Z", "warned": ["worker", "supervisor"]},
)

_SUPPORT: dict[str, Any] = {
    **happened("2026-12-16T09:00:00Z", WORKER),
    "case": CASE,
    "reference": "305-716-941",
    "request": REQUEST,
    "kind": "contact_family",
    "status": "open",
    "organisation": NGO,
    "worker": WORKER,
    "skills": ["company"],
    "experience": ["single_parent"],
    "district": "lesnoy",
    "languages": ["ru"],
    "times": [{"weekday": 6, "from": "11:00", "to": "15:00"}],
    "children_ages": [7],
    "assessing_organisations": [NGO, GUARDIANSHIP],
}
_PAIRED = {**_SUPPORT, "assignment": ASSIGNMENT, "volunteer": VOLUNTEER, "person": CONTACT_PERSON}


def _support(did: str, schema: type[EventData], description: str, example: dict[str, Any]) -> EventType:
    return event(f"cases.support.{did}", "case", schema, description, example)


SUPPORT_REQUESTED = _support(
    "requested",
    Requested,
    "A family wishes for a contact family or a volunteer.",
    {**_SUPPORT, "about": "Мама с сыном недавно переехали и хотели бы гулять и говорить с кем-то по выходным."},
)
SUPPORT_WITHDRAWN = _support(
    "withdrawn",
    Support,
    "Nobody is looked for any more; standing proposals are withdrawn.",
    {**_SUPPORT, "status": "withdrawn"},
)
SUPPORT_INTRODUCED = _support(
    "introduced",
    Introduced,
    "The worker introduces both sides: whom they meet, where and when.",
    {
        **_PAIRED,
        "status": "introduced",
        "first_names": ["Марина", "Тимофей"],
        "contact_name": "Марина",
        "contact_phone": "+79005550177",
        "first_meeting": {"at": "2026-12-26T08:00:00Z", "place": "Парк у библиотеки, главный вход"},
    },
)
SUPPORT_INTRODUCTION_ANNULLED = _support(
    "introduction_annulled",
    Paired,
    "The introduction was a mistake: what it said holds no more, and both sides wait to be introduced.",
    {**_PAIRED, "status": "matched"},
)
SUPPORT_ENDED = _support(
    "ended",
    Paired,
    "The pairing ended by the wish of the family or of the other side; no reason is asked.",
    {**_PAIRED, "status": "ended"},
)

EVENTS = (
    DEADLINE_NEAR,
    DEADLINE_PASSED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_ENDED,
)
