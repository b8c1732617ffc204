"""Which families of an imported file may be one with another, there or known before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from services.referrals.commands.carrying import Carried
from services.referrals.queries.duplicates import possible_duplicates

Shown = dict[str, Any]


def alike(session: Session, carried: Sequence[Carried]) -> list[Shown]:
    """By row; two families of the file are told once, at the lower row."""
    rows = {one.referral.id: one.entry.rows[0].number for one in carried}
    found: list[Shown] = []
    for one in carried:
        row = rows[one.referral.id]
        for other in possible_duplicates(session, one.referral):
            other_row = rows.get(other.referral.id)
            if other_row is None or other_row < row:
                reference = other.referral.reference if other_row is None else None
                said = {"row": row, "other_row": other_row, "reference": reference}
                found.append(said | {"strength": other.likeness.strength})
    return found
