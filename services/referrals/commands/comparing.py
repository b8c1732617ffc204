"""Comparing families, once each two: a hundred large families of like names take a processor a second.

What a family was referred with never changes, so what a comparison came to holds as long as the rules do.
"""

from collections.abc import Collection, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, joinedload

from services.referrals.commands.likeness import household
from services.referrals.model import Comparison, Referral
from services.referrals.rules import likeness as rules
from services.referrals.rules.likeness import Evidence, Likeness, likeness


def _fingerprint() -> bytes:
    """Of the rules as they are written: whoever changes a weight need not remember to say so."""
    files = sorted(Path(str(rules.__file__)).parent.glob("*.py"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=16).digest()


RULES = _fingerprint()


class Compared(NamedTuple):
    """`others`: referrals that were compared; `alike`: those of them whose family may be the same."""

    others: set[UUID]
    alike: dict[UUID, Likeness]


def alike(session: Session, referral: Referral, ids: Collection[UUID]) -> dict[UUID, Likeness]:
    """Those of these referrals whose family may be that of `referral`. Only what was not compared yet is compared."""
    known = _kept(session, referral.id)
    new = set(ids) - known.others
    found = {id: one for id, one in known.alike.items() if id in ids}
    if new:
        found |= _compare(session, referral, new)
        _keep(session, referral.id, ids, found)
    return found


def _compare(session: Session, referral: Referral, ids: Collection[UUID]) -> dict[UUID, Likeness]:
    ours = household(referral.household)
    others = select(Referral).where(Referral.id.in_(ids)).options(joinedload(Referral.household))
    found = {one.id: likeness(ours, household(one.household)) for one in session.scalars(others)}
    return {id: compared for id, compared in found.items() if compared.shown}


def _kept(session: Session, record: UUID) -> Compared:
    wanted = select(Comparison.others, Comparison.alike)
    row = session.execute(wanted.where(Comparison.record == record, Comparison.rules == RULES)).one_or_none()
    if row is None:
        return Compared(set(), {})
    return Compared(set(row.others), {UUID(id): _read(evidence) for id, evidence in row.alike.items()})


def _keep(session: Session, record: UUID, others: Collection[UUID], found: Mapping[UUID, Likeness]) -> None:
    """Of two that read at once the last one is kept; what it lacks is compared at the next reading."""
    values = {"rules": RULES, "others": list(others), "alike": {str(id): _written(one) for id, one in found.items()}}
    made = insert(Comparison).values(record=record, **values)
    session.execute(made.on_conflict_do_update(index_elements=[Comparison.record], set_=values))


def _written(one: Likeness) -> list[dict[str, Any]]:
    return [
        {"reason": told.reason, "points": told.points, "members": [[str(id) for id in pair] for pair in told.members]}
        for told in one.evidence
    ]


def _read(evidence: list[dict[str, Any]]) -> Likeness:
    return Likeness(tuple(Evidence(told["reason"], told["points"], _pairs(told["members"])) for told in evidence))


def _pairs(members: list[list[str]]) -> tuple[tuple[UUID, UUID], ...]:
    return tuple((UUID(ours), UUID(other)) for ours, other in members)
