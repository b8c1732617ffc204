"""Families, and which of them may be one."""

from typing import Any

from services.referrals.model import MEMBER_FIELDS, Family, Member, Referral
from services.referrals.queries.duplicates import Duplicate


def show(family: Family, own: list[Referral]) -> dict[str, Any]:
    """A family after it was merged or separated, with the own organisation's referrals of it."""
    return {
        "id": family.id,
        "kind": family.kind,
        "district": family.district,
        "merged_into": family.merged_into,
        "members": [member(one) for one in family.members],
        "referrals": [{"id": one.id, "reference": one.reference, "status": one.status} for one in own],
    }


def member(one: Member) -> dict[str, Any]:
    return {name: getattr(one, name) for name in MEMBER_FIELDS}


def duplicate(found: Duplicate) -> dict[str, Any]:
    other, likeness = found
    return {
        "family": other.family,
        "referral": other.id,
        "reference": other.reference,
        "reasons": likeness.reasons,
        "score": likeness.score,
        "strength": likeness.strength,
        "evidence": [
            {
                "reason": one.reason,
                "points": one.points,
                "members": [{"member": ours, "other": theirs} for ours, theirs in one.members],
            }
            for one in likeness.evidence
        ],
    }
