"""How long things may take: numbers that an administrator can change, and what they are as long as nobody did.

Minutes for what is an instant, days for what ends with a day.
"""

from collections.abc import Mapping

from shared.deadlines import lengths as policy
from shared.deadlines.lengths import DAY, DAYS, HOUR, MINUTES, Length

ESCALATION_SHARE = 4
"""The sender is told that nobody answers after a quarter of the time to answer…"""

ESCALATION_LEAST = HOUR
"""… but after an hour at the earliest, so that nobody reads of a delay that ends while they read. Both ours."""


def escalation_after(answer: int) -> int:
    """Minutes from the end of this time to answer (in minutes) until the sender is told."""
    return max(answer // ESCALATION_SHARE, ESCALATION_LEAST)


def _answer(minutes: int) -> Length:
    return Length(minutes, MINUTES, HOUR, 90 * DAY)


def _near(minutes: int) -> Length:
    return Length(minutes, MINUTES, 1, 89 * DAY)


def _escalation(answer: int) -> Length:
    return Length(escalation_after(answer), MINUTES, ESCALATION_LEAST, 30 * DAY)


USUAL: Mapping[str, Length] = {
    "answer_immediate": _answer(DAY),
    "answer_urgent": _answer(3 * DAY),
    "answer_routine": _answer(10 * DAY),
    "near_immediate": _near(6 * HOUR),
    "near_urgent": _near(DAY),
    "near_routine": _near(7 * DAY),
    "escalation_immediate": _escalation(DAY),
    "escalation_urgent": _escalation(3 * DAY),
    "escalation_routine": _escalation(10 * DAY),
    "escalation_again": Length(DAY, MINUTES, HOUR, 7 * DAY),
    "duty_call": Length(15, MINUTES, 5, DAY),
    "reply": Length(3, DAYS, 1, 90),
    "reply_near": Length(1, DAYS, 1, 89),
}
"""By name: the time to answer and how long before its end a reminder comes; how long after its end the sender is told,
and how often supervisors are then; how long someone on duty has to acknowledge; the sender's time to reply. All ours:
the practice gives no time to answer."""

ENDS_BEFORE = {
    "near_immediate": "answer_immediate",
    "near_urgent": "answer_urgent",
    "near_routine": "answer_routine",
    "reply_near": "reply",
}
"""A reminder comes within the time of whose end it reminds."""


def errors(lengths: Mapping[str, int]) -> dict[str, str]:
    """What is wrong with a whole set of numbers: name → code."""
    return policy.errors(USUAL, ENDS_BEFORE, lengths)


def source_of(name: str, value: int) -> str:
    """Whose number it is: the administrator's when it is not what is usual."""
    return USUAL[name].source_of(value)
