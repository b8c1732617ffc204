"""What cases says: of a case itself, and of its deadlines and requests for people."""

from shared.contracts import case_events, support_events
from shared.contracts.case_events import (
    CASE_AGREED,
    CASE_ASSESSED,
    CASE_CLOSED,
    CASE_CONTACTED,
    CASE_ENTRY_ANNULLED,
    CASE_FOLLOWED_UP,
    CASE_OPENED,
    CASE_PLANNED,
    CASE_REOPENED,
    CASE_REVIEWED,
    CASE_SERVICE_GIVEN,
    CASE_TEAM_CHANGED,
)
from shared.contracts.support_events import (
    DEADLINE_NEAR,
    DEADLINE_PASSED,
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)

EVENTS = case_events.EVENTS + support_events.EVENTS

__all__ = [
    "CASE_AGREED",
    "CASE_ASSESSED",
    "CASE_CLOSED",
    "CASE_CONTACTED",
    "CASE_ENTRY_ANNULLED",
    "CASE_FOLLOWED_UP",
    "CASE_OPENED",
    "CASE_PLANNED",
    "CASE_REOPENED",
    "CASE_REVIEWED",
    "CASE_SERVICE_GIVEN",
    "CASE_TEAM_CHANGED",
    "DEADLINE_NEAR",
    "DEADLINE_PASSED",
    "EVENTS",
    "SUPPORT_ENDED",
    "SUPPORT_INTRODUCED",
    "SUPPORT_INTRODUCTION_ANNULLED",
    "SUPPORT_REQUESTED",
    "SUPPORT_WITHDRAWN",
]
