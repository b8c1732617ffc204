"""How long a concern may wait. No I/O."""

from datetime import date, datetime, timedelta

from shared.deadlines.lengths import Numbers

REPORTED_AFTER_CLOSURE = timedelta(days=30)
"""Ours: the team may still hear something of a family whose case has just been closed."""


def acknowledge_by(severity: str, raised_at: datetime, numbers: Numbers) -> datetime:
    """`numbers`: the lengths of the policy under which it was raised."""
    return raised_at + timedelta(minutes=numbers[f"concern_{severity}"])


def next_escalation(last_due: datetime, now: datetime, numbers: Numbers) -> datetime:
    """The first moment after `now` that lies whole spans after `last_due`: a pause of ours is not made up for."""
    every = timedelta(minutes=numbers["concern_again"])
    spans = max((now - last_due) // every + 1, 1)
    return last_due + spans * every


def may_be_reported(closed_on: date | None, today: date) -> bool:
    return closed_on is None or today - closed_on <= REPORTED_AFTER_CLOSURE
