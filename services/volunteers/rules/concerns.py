"""How long after a pairing its volunteer may still report what they saw. No I/O."""

from datetime import datetime, timedelta

REPORTED_AFTER_END = timedelta(days=30)
"""Ours: what was seen at the last meeting is sometimes understood later."""


def may_be_reported(ended_at: datetime | None, now: datetime) -> bool:
    return ended_at is None or now - ended_at <= REPORTED_AFTER_END
