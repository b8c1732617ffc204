"""What cases says of roadmaps, group programmes and the meetings of a case's team.

As every event of a case, each carries the case's present state. No title, note, agenda or decision leaves the service.
"""

from typing import Any

from shared.contracts.case_data import Case
from shared.contracts.case_events import CASE_OPENED
from shared.contracts.common import EventData, day, event, identifier, instant, several, whole
from shared.contracts.examples import (
    COORDINATOR,
    ENTRY,
    MEETING,
    PROGRAMME,
    PROGRAMME_SESSION,
    PSYCHOLOGIST,
    SON,
    STAGE,
    WORKER,
    happened,
)
from shared.eventing.contract import EventType


class SessionAttended(Case):
    entry = identifier("The attendance, by which an annulment names it.")
    session = identifier()
    programme = identifier()
    held_on = day()


class StagePresented(Case):
    stage = identifier()
    position = whole("Of the stage in its roadmap.", least=1)
    presented_by = identifier("Who says that it was passed; never who checks it.")
    presented_on = day("When it was passed, by their word.")


class StageChecked(StagePresented):
    entry = identifier("The check, by which an annulment names it.")
    checked_on = day()


class Meeting(Case):
    meeting = identifier()
    invited = several(identifier(), "Those of the team who are asked to come.")
    planned_at = instant()


def _of_case(did: str, schema: type[EventData], description: str, at: str, by: str, **fact: Any) -> EventType:
    example = {**CASE_OPENED.example, **happened(at, by), "status": "supported", **fact}
    return event(f"cases.case.{did}", "case", schema, description, example)


_STAGE = {"stage": STAGE, "position": 1, "presented_by": WORKER, "presented_on": "2027-02-11"}
_MEETING = {"meeting": MEETING, "invited": [WORKER, PSYCHOLOGIST], "planned_at": "2027-02-18T07:00:00Z"}

CASE_SESSION_ATTENDED = _of_case(
    "session_attended",
    SessionAttended,
    "A member of the family came to a session of a group programme: one event for each who came.",
    "2027-01-20T15:10:00Z",
    PSYCHOLOGIST,
    entry=ENTRY,
    session=PROGRAMME_SESSION,
    programme=PROGRAMME,
    held_on="2027-01-20",
    members=[{"id": SON, "child": True}],
)
CASE_STAGE_PRESENTED = _of_case(
    "stage_presented",
    StagePresented,
    "Someone of the team says that a stage of the roadmap was passed; another person is to check it.",
    "2027-02-12T09:00:00Z",
    WORKER,
    **_STAGE,
)
CASE_STAGE_PASSED = _of_case(
    "stage_passed",
    StageChecked,
    "Another person checked the stage: it was passed.",
    "2027-02-13T09:00:00Z",
    COORDINATOR,
    **_STAGE,
    entry=ENTRY,
    checked_on="2027-02-13",
)
CASE_STAGE_RETURNED = _of_case(
    "stage_returned",
    StageChecked,
    "Another person checked the stage and sent it back; the reason stays in the case.",
    "2027-02-13T09:00:00Z",
    COORDINATOR,
    **_STAGE,
    entry=ENTRY,
    checked_on="2027-02-13",
)
CASE_MEETING_PLANNED = _of_case(
    "meeting_planned",
    Meeting,
    "The team is to meet; also when its time or who is invited changed.",
    "2027-02-10T09:00:00Z",
    WORKER,
    **_MEETING,
)
CASE_MEETING_CANCELLED = _of_case(
    "meeting_cancelled", Meeting, "The team does not meet after all.", "2027-02-16T09:00:00Z", WORKER, **_MEETING
)

EVENTS = (
    CASE_SESSION_ATTENDED,
    CASE_STAGE_PRESENTED,
    CASE_STAGE_PASSED,
    CASE_STAGE_RETURNED,
    CASE_MEETING_PLANNED,
    CASE_MEETING_CANCELLED,
)
