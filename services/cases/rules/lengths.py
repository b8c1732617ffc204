"""How long the steps of a case and the answer to a concern may take: numbers that an administrator can change, and what
they are as long as nobody did.

Days and months for what ends with a day, minutes for what is an instant. `near_…` is how long before its end somebody
is reminded: days back to the beginning of a day (0: of the last day itself), minutes back from the very end.
"""

from collections.abc import Mapping, Sequence

from shared.deadlines.lengths import DAY, DAYS, HOUR, MINUTES, MONTHS, PRACTICE, Known, Length

WORKER, SUPERVISOR = "worker", "supervisor"
NEAR, PASSED = "near", "passed"

Warned = Mapping[str, Mapping[str, Sequence[str]]]
"""Kind of deadline → `near` or `passed` → who is told then."""

KINDS = ("first_contact", "agreement", "assessment", "plan", "review", "closure", "follow_up")
"""Deadlines of a case, in the order of the work."""

STEPS: Known = {
    "first_contact": Length(3, DAYS, 1, 30),
    "first_contact_immediate": Length(1, DAYS, 1, 7),
    "agreement": Length(14, DAYS, 1, 180),
    "assessment": Length(21, DAYS, 1, 180, PRACTICE),  # within 21 days of the agreement
    "plan": Length(14, DAYS, 1, 180),
    "review": Length(6, MONTHS, 1, 24, PRACTICE),  # at least every 6 months
    "closure": Length(36, MONTHS, 1, 120, PRACTICE),  # support lasts 1 to 3 years on average
    "follow_up": Length(6, MONTHS, 1, 36),  # after the practice's completion stage of 6 months
}

NEARS: Known = {
    "near_first_contact": Length(1, DAYS, 0, 29),
    "near_first_contact_immediate": Length(6 * HOUR, MINUTES, 1, 6 * DAY),
    "near_agreement": Length(7, DAYS, 0, 90),
    "near_assessment": Length(7, DAYS, 0, 90),
    "near_plan": Length(7, DAYS, 0, 90),
    "near_review": Length(7, DAYS, 0, 90),
    "near_closure": Length(7, DAYS, 0, 180),
    "near_follow_up": Length(7, DAYS, 0, 90),
}
"""All ours: 7 days, 1 where the length is 3 days or less, a quarter of the length where it is 1 day or less."""

CONCERNS: Known = {
    "concern_danger": Length(HOUR, MINUTES, 5, DAY),
    "concern_needs_specialist": Length(DAY, MINUTES, HOUR, 7 * DAY),
    "concern_again": Length(DAY, MINUTES, HOUR, 7 * DAY),
}
"""How long a concern may wait, and how often it is said again that nobody took it up. All ours: the practice says "at
once" for danger to a child, and names no hours."""

USUAL: Known = {**STEPS, **NEARS, **CONCERNS}

ENDS_BEFORE = {near: near.removeprefix("near_") for near in NEARS}
"""A reminder comes within the time of whose end it reminds."""

_STEP_WARNS = {NEAR: (WORKER,), PASSED: (WORKER, SUPERVISOR)}
_CLOSURE_WARNS = {NEAR: (SUPERVISOR,), PASSED: (SUPERVISOR,)}

USUALLY_WARNED: Warned = {kind: _CLOSURE_WARNS if kind == "closure" else _STEP_WARNS for kind in KINDS}
"""The worker, then the supervisor (practice); whether support goes on after years is the supervisor's to say. Who hears
of a concern is no setting: those who may read it do."""


def code_of(kind: str, urgency: str) -> str:
    """The length that holds for a deadline of this kind."""
    return "first_contact_immediate" if (kind, urgency) == ("first_contact", "immediate") else kind
