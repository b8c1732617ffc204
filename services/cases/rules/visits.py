"""Planned visits: when one may be planned, and when it is late. No I/O."""

from datetime import datetime, timedelta

from shared.words import N_

PLANNED, DONE, CANCELLED = "planned", "done", "cancelled"

WHY_NOT_PLANNED = {
    DONE: N_("It is written down already how this visit was."),
    CANCELLED: N_("This visit was called off. Plan another one."),
}

PLANNED_AHEAD = timedelta(days=366)
"""Ours: a visit more than a year ahead is a slip of the keyboard."""

SKEW = timedelta(minutes=5)
"""Ours: another computer's clock may be a little behind."""

USUAL_MINUTES = 60


def error_of(at: datetime, now: datetime) -> str | None:
    """What is wrong with planning a visit for this moment."""
    if at < now - SKEW:
        return "in_past"
    return "out_of_range" if at > now + PLANNED_AHEAD else None


def ends_at(at: datetime, minutes: int) -> datetime:
    return at + timedelta(minutes=minutes)


def is_overdue(status: str, at: datetime, minutes: int, now: datetime) -> bool:
    """It should be over, and nobody said how it was."""
    return status == PLANNED and ends_at(at, minutes) <= now
