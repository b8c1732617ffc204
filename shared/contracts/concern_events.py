"""What cases says of concerns: someone saw danger or a need for a specialist. Never part of what the team reads."""

from typing import Any

from shared.codes import CONCERN_SEVERITIES, CONCERN_STATES
from shared.contracts.common import FAMILY, EventData, code, event, identifier, instant, text, whole
from shared.contracts.examples import CASE, CONCERN, COORDINATOR, NGO, PSYCHOLOGIST, happened
from shared.eventing.contract import sealed


class Concern(EventData):
    concern = identifier()
    case = identifier()
    reference = text("The case's.")
    organisation = identifier("The case's: its safeguarding leads and supervisors answer.")
    severity = code(CONCERN_SEVERITIES)
    status = code(CONCERN_STATES)
    reported_by = identifier("They learn that it was taken up, and never take it up themselves.")
    reported_at = instant()
    acknowledge_by = instant("When it is escalated, unless somebody took it up.")


class Raised(Concern):
    text = sealed(FAMILY, text("What was seen, in the reporter's words. Null when its key was destroyed.", null=True))


class Escalated(Concern):
    times = whole("How often it has been escalated, this time included.", least=1)


_CONCERN: dict[str, Any] = {
    **happened("2027-01-15T16:40:00Z", PSYCHOLOGIST),
    "concern": CONCERN,
    "case": CASE,
    "reference": "305-716-941",
    "organisation": NGO,
    "severity": "danger",
    "status": "open",
    "reported_by": PSYCHOLOGIST,
    "reported_at": "2027-01-15T16:40:00Z",
    "acknowledge_by": "2027-01-15T17:40:00Z",
}
CONCERN_RAISED = event(
    "cases.concern.raised",
    "case",
    Raised,
    "Somebody near a family saw danger, or a need for a specialist.",
    {**_CONCERN, "text": "Мальчик сказал, что боится идти домой, и показал синяки."},
)
CONCERN_ACKNOWLEDGED = event(
    "cases.concern.acknowledged",
    "case",
    Concern,
    "A safeguarding lead or supervisor took the concern up.",
    {**_CONCERN, **happened("2027-01-15T16:55:00Z", COORDINATOR), "status": "acknowledged"},
)
CONCERN_ESCALATED = event(
    "cases.concern.escalated",
    "case",
    Escalated,
    "Nobody took the concern up in time; said when the time has passed, then daily until somebody does.",
    {**_CONCERN, **happened("2027-01-15T17:40:00Z", None), "times": 1},
)

EVENTS = (CONCERN_RAISED, CONCERN_ACKNOWLEDGED, CONCERN_ESCALATED)
