"""Merged families form trees; one stands for all that were merged into it."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.referrals.model import Family

MERGES_LOCK = 7_301


def root(session: Session, family: Family) -> Family:
    """The family that stands for this one, through all merges."""
    while family.merged_into:
        family = session.get_one(Family, family.merged_into)
    return family


def lock_merges(session: Session) -> None:
    """Merges are rare and done one at a time, before any family's row is locked: two at once could close a circle."""
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": MERGES_LOCK})
