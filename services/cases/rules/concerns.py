"""How long a concern may wait. No I/O."""

from datetime import date, datetime, timedelta

ACKNOWLEDGE_WITHIN = {"danger": timedelta(hours=1), "needs_specialist": timedelta(hours=24)}
"""Ours: the practice says "at once" for danger to a child, and names no hours."""

ESCALATED_EVERY = timedelta(days=1)
"""Ours: how often it is said again that nobody has taken it up."""

REPORTED_AFTER_CLOSURE = timedelta(days=30)
"""Ours: the team may still hear something of a family whose case has just been closed."""


def acknowledge_by(severity: str, raised_at: datetime) -> datetime:
    return raised_at + ACKNOWLEDGE_WITHIN[severity]


def next_escalation(last_due: datetime, now: datetime) -> datetime:
    """The first moment after `now` that lies whole days after `last_due`: a pause of ours is not made up for."""
    days = max((now - last_due) // ESCALATED_EVERY + 1, 1)
    return last_due + days * ESCALATED_EVERY


def may_be_reported(closed_on: date | None, today: date) -> bool:
    return closed_on is None or today - closed_on <= REPORTED_AFTER_CLOSURE
