"""The blueprint of all these pages, and the addresses that lead from one to another."""

from typing import Any
from uuid import UUID

from shared.web.pages import Pages

pages = Pages("referrals", __name__, "receiver")

QUEUE = "/referrals/queue"
INVITATIONS = "/referrals/invitations"


def referral_at(id: UUID, then: str = "") -> str:
    return f"/referrals/{id}/{then}" if then else f"/referrals/{id}"


def duplicates_of(id: UUID) -> str:
    return referral_at(id, "duplicates")


def version(record: Any) -> int:
    """Of a referral, a family, a roster."""
    return int(record.version)
