"""Which states a volunteer may be in, and when they may be asked."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

PROPOSAL_STANDS = timedelta(days=3)
"""How long a volunteer may think it over (ours; `codes.md`, States)."""

REGISTER_ROLES = frozenset({"contact_family", "volunteer"})
"""Standing on an organisation's register is not employment by it."""

TRANSITIONS: dict[str, frozenset[str]] = {
    "applied": frozenset({"ready", "left"}),
    "ready": frozenset({"paused", "left"}),
    "paused": frozenset({"ready", "left"}),
    "left": frozenset(),
}

OWN_STATES = frozenset({"paused", "left"})
"""What volunteers may set themselves; that they are ready (again) is their coordinator's to say."""


def may_become(status: str, wanted: str) -> bool:
    return wanted in TRANSITIONS[status]


def vetting_errors(vetting: dict[str, Any], today: date) -> dict[str, list[str]]:
    """Approval comes after training and interview, and none of them lies in the future."""
    errors: dict[str, list[str]] = {}
    for name in ("trained_on", "interviewed_on", "approved_on"):
        if vetting[name] and vetting[name] > today:
            errors[f"vetting.{name}"] = ["in_future"]
    for name, code in (("trained_on", "before_training"), ("interviewed_on", "before_interview")):
        if vetting["approved_on"] and vetting[name] and vetting["approved_on"] < vetting[name]:
            errors.setdefault("vetting.approved_on", []).append(code)
    return errors


def ties(employers: Collection[UUID], organisation: UUID | None, roles: Collection[str]) -> frozenset[UUID]:
    """The organisations for which someone in this household works, or has a role in."""
    works_there = organisation is not None and bool(set(roles) - REGISTER_ROLES)
    return frozenset(employers) | (frozenset({organisation}) if works_there and organisation else frozenset())
