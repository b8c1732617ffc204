"""What cases says about the support of a family. No content of assessments, plans or notes leaves the service.

Every event of a case carries its present state. Facts that figures count carry the day on which they happened,
whom they concern and, where they can be mistaken, the id of their entry, so that an annulment can name it.
"""

from typing import Any

from shared.contracts.case_data import (
    Agreed,
    Assessed,
    Closed,
    Contacted,
    EntryAnnulled,
    FollowedUp,
    Opened,
    Planned,
    Reopened,
    Reviewed,
    ServiceGiven,
    TeamChanged,
)
from shared.contracts.common import EventData, event
from shared.contracts.examples import CASE as CASE_ID
from shared.contracts.examples import (
    ENTRY,
    FAMILY,
    GUARDIANSHIP,
    MOTHER,
    NGO,
    PSYCHOLOGIST,
    REFERRAL,
    REFERRER,
    SON,
    WORKER,
    happened,
)
from shared.eventing.contract import EventType

_HOUSEHOLD = [{"id": MOTHER, "child": False}, {"id": SON, "child": True}]

_OPENED: dict[str, Any] = {
    **happened("2026-11-13T07:10:00Z", None),
    "case": CASE_ID,
    "reference": "305-716-941",
    "referral": REFERRAL,
    "family": FAMILY,
    "organisation": NGO,
    "from_organisation": GUARDIANSHIP,
    "sent_by": REFERRER,
    "worker": WORKER,
    "team": [{"person": WORKER, "organisation": NGO, "role": "case_worker"}],
    "assessing_organisations": [NGO, GUARDIANSHIP],
    "status": "opened",
    "opened_on": "2026-11-13",
    "deadlines": [
        {"kind": "first_contact", "due_on": "2026-11-16", "met_on": None},
        {"kind": "agreement", "due_on": "2026-11-27", "met_on": None},
    ],
    "outcome": None,
    "closed_on": None,
    "district": "lesnoy",
    "members": _HOUSEHOLD,
}


def _case_example(at: str, status: str, **fact: Any) -> dict[str, Any]:
    return {**_OPENED, **happened(at, WORKER), "status": status, **fact}


def _case(did: str, schema: type[EventData], description: str, example: dict[str, Any]) -> EventType:
    return event(f"cases.case.{did}", "case", schema, description, example)


CASE_OPENED = _case("opened", Opened, "Support of a family begins; also as a snapshot.", _OPENED)
CASE_AGREED = _case(
    "agreed",
    Agreed,
    "The family signed the agreement.",
    _case_example("2026-11-20T12:00:00Z", "agreed", entry=ENTRY, signed_on="2026-11-20"),
)
CASE_ASSESSED = _case(
    "assessed",
    Assessed,
    "What the family and each child need was studied together.",
    _case_example(
        "2026-12-04T15:00:00Z",
        "assessed",
        entry=ENTRY,
        done_on="2026-12-04",
        children=[{"id": SON, "removal": "at_risk"}],
    ),
)
CASE_PLANNED = _case(
    "planned",
    Planned,
    "A valid plan stands, the first or a new version: everyone in the family who could took part.",
    _case_example("2026-12-10T10:00:00Z", "planned", version=1, planned_on="2026-12-10"),
)
CASE_SERVICE_GIVEN = _case(
    "service_given",
    ServiceGiven,
    "One piece of help was given.",
    _case_example(
        "2026-12-15T14:00:00Z",
        "supported",
        entry=ENTRY,
        kind="psychological",
        speciality="psychologist",
        given_on="2026-12-15",
        members=[{"id": SON, "child": True}],
    ),
)
CASE_CONTACTED = _case(
    "contacted",
    Contacted,
    "Someone of the team met or talked with the family, or tried to.",
    _case_example("2026-11-14T16:30:00Z", "opened", entry=ENTRY, kind="visit", held_on="2026-11-14"),
)
CASE_REVIEWED = _case(
    "reviewed",
    Reviewed,
    "The family's situation was looked at again, together with the family.",
    _case_example(
        "2027-06-03T11:00:00Z",
        "supported",
        entry=ENTRY,
        held_on="2027-06-03",
        children=[{"id": SON, "removal": "averted", "wellbeing": "improved"}],
    ),
)
CASE_TEAM_CHANGED = _case(
    "team_changed",
    TeamChanged,
    "Another worker, or someone joined or left the team.",
    _case_example(
        "2026-11-21T09:00:00Z",
        "agreed",
        previous_worker=WORKER,
        joined=[PSYCHOLOGIST],
        left=[],
        team=[
            {"person": WORKER, "organisation": NGO, "role": "case_worker"},
            {"person": PSYCHOLOGIST, "organisation": NGO, "role": "specialist"},
        ],
    ),
)
CASE_CLOSED = _case(
    "closed",
    Closed,
    "Support ended, with an outcome. The sender is told.",
    _case_example(
        "2028-02-01T12:00:00Z",
        "closed",
        outcome="self_sufficient",
        closed_on="2028-02-01",
        children=[{"id": SON, "removal": "averted", "wellbeing": "improved"}],
        parents=[{"id": MOTHER, "rights": "kept"}],
    ),
)
CASE_REOPENED = _case(
    "reopened",
    Reopened,
    "Support goes on after all, in the state it had.",
    _case_example("2028-03-10T09:00:00Z", "supported", reopened_on="2028-03-10"),
)
CASE_FOLLOWED_UP = _case(
    "followed_up",
    FollowedUp,
    "Some months after the closure: does the outcome hold?",
    _case_example(
        "2028-08-01T12:00:00Z",
        "followed_up",
        outcome="self_sufficient",
        closed_on="2028-02-01",
        entry=ENTRY,
        held_on="2028-08-01",
        holds=True,
    ),
)
CASE_ENTRY_ANNULLED = _case(
    "entry_annulled",
    EntryAnnulled,
    "An entry was a mistake and never counted; nothing that counts is edited.",
    _case_example("2026-12-16T08:00:00Z", "supported", entry=ENTRY, kind="service"),
)

EVENTS = (
    CASE_OPENED,
    CASE_AGREED,
    CASE_ASSESSED,
    CASE_PLANNED,
    CASE_SERVICE_GIVEN,
    CASE_CONTACTED,
    CASE_REVIEWED,
    CASE_TEAM_CHANGED,
    CASE_CLOSED,
    CASE_REOPENED,
    CASE_FOLLOWED_UP,
    CASE_ENTRY_ANNULLED,
)
