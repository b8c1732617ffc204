"""The blueprint of all these pages, and the addresses that lead from one to another."""

from uuid import UUID

from services.referrals.model import Draft
from shared.web.pages import Pages

pages = Pages("referrals", __name__, "referrer")

HOME = "/referrals/sent"
NEW = "/referrals/new"
ONE_PAGE = "/referrals/one-page"

CHECK = "check"


def tasks_of(draft: Draft) -> str:
    return f"/referrals/drafts/{draft.id}"


def part_of(draft: Draft, part: str) -> str:
    return f"{tasks_of(draft)}/{part}"


def check_of(draft: Draft) -> str:
    return part_of(draft, CHECK)


def member_of(draft: Draft, member: str) -> str:
    return part_of(draft, f"members/{member}")


def referral_at(id: UUID) -> str:
    return f"/referrals/{id}"


def confirmation_of(id: UUID) -> str:
    return f"/referrals/{id}/sent"
