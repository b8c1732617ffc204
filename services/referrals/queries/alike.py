"""Which families of an imported file may be one with another, there or known before."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals.commands import comparing
from services.referrals.commands.case_imports import Carried
from services.referrals.model import Referral
from services.referrals.queries.duplicates import candidate_ids

LOOKED_AT = 10
"""Others compared with each family, those that share most keys: large families of like names take time, and there are
many. The referral itself shows what more there may be."""

Shown = dict[str, Any]


def alike(session: Session, carried: Sequence[Carried]) -> list[Shown]:
    """By row; two families of the file are told once, at the lower row."""
    rows = {one.referral.id: one.entry.rows[0].number for one in carried}
    return [
        said
        for one in carried
        for said in _others(session, one.referral, rows)
        if said["other_row"] is None or said["other_row"] < said["row"]
    ]


def _others(session: Session, referral: Referral, rows: dict[Any, int]) -> list[Shown]:
    found = comparing.alike(session, referral, candidate_ids(session, referral)[:LOOKED_AT])
    references = select(Referral.id, Referral.reference).where(Referral.id.in_(found))
    return [
        {
            "row": rows[referral.id],
            "other_row": rows.get(id),
            "reference": None if id in rows else reference,
            "strength": found[id].strength,
        }
        for id, reference in session.execute(references)
    ]
