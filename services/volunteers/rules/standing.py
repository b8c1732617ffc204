"""Which states a volunteer may be in, and when they may be asked."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

LONGEST_PAUSE = timedelta(days=366)
"""A pause that ends by itself; after more than a year one talks with them first (ours)."""

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


def since_errors(since: date | None, today: date) -> dict[str, list[str]]:
    return {"since": ["in_future"]} if since and since > today else {}


def pause_errors(until: date | None, status: str, today: date) -> dict[str, list[str]]:
    """A pause until a day ends before that day begins; only who pauses can say until when."""
    if until is None:
        return {}
    if status != "paused":
        return {"paused_until": ["not_paused"]}
    if until <= today:
        return {"paused_until": ["in_past"]}
    return {"paused_until": ["out_of_range"]} if until - today > LONGEST_PAUSE else {}


def ties(employers: Collection[UUID], organisation: UUID | None, roles: Collection[str]) -> frozenset[UUID]:
    """The organisations for which someone in this household works, or has a role in."""
    works_there = organisation is not None and bool(set(roles) - REGISTER_ROLES)
    return frozenset(employers) | (frozenset({organisation}) if works_there and organisation else frozenset())
