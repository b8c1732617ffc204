"""What cases says: of a case itself and the work of its team, of its deadlines and requests for people, of concerns."""

from shared.contracts import case_events, concern_events, support_events, teamwork_events
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
from shared.contracts.concern_events import CONCERN_ACKNOWLEDGED, CONCERN_ESCALATED, CONCERN_RAISED
from shared.contracts.support_events import (
    DEADLINE_NEAR,
    DEADLINE_PASSED,
    SUPPORT_ENDED,
    SUPPORT_INTRODUCED,
    SUPPORT_INTRODUCTION_ANNULLED,
    SUPPORT_REQUESTED,
    SUPPORT_WITHDRAWN,
)
from shared.contracts.teamwork_events import (
    CASE_MEETING_CANCELLED,
    CASE_MEETING_PLANNED,
    CASE_SESSION_ATTENDED,
    CASE_STAGE_PASSED,
    CASE_STAGE_PRESENTED,
    CASE_STAGE_RETURNED,
)
from shared.contracts.work_events import CASE_WORK_HANDED_OVER

EVENTS = (
    *case_events.EVENTS,
    *support_events.EVENTS,
    *concern_events.EVENTS,
    *teamwork_events.EVENTS,
    CASE_WORK_HANDED_OVER,
)

__all__ = [
    "CASE_AGREED",
    "CASE_ASSESSED",
    "CASE_CLOSED",
    "CASE_CONTACTED",
    "CASE_ENTRY_ANNULLED",
    "CASE_FOLLOWED_UP",
    "CASE_MEETING_CANCELLED",
    "CASE_MEETING_PLANNED",
    "CASE_OPENED",
    "CASE_PLANNED",
    "CASE_REOPENED",
    "CASE_REVIEWED",
    "CASE_SERVICE_GIVEN",
    "CASE_SESSION_ATTENDED",
    "CASE_STAGE_PASSED",
    "CASE_STAGE_PRESENTED",
    "CASE_STAGE_RETURNED",
    "CASE_TEAM_CHANGED",
    "CASE_WORK_HANDED_OVER",
    "CONCERN_ACKNOWLEDGED",
    "CONCERN_ESCALATED",
    "CONCERN_RAISED",
    "DEADLINE_NEAR",
    "DEADLINE_PASSED",
    "EVENTS",
    "SUPPORT_ENDED",
    "SUPPORT_INTRODUCED",
    "SUPPORT_INTRODUCTION_ANNULLED",
    "SUPPORT_REQUESTED",
    "SUPPORT_WITHDRAWN",
]
