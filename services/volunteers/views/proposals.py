"""Proposals: what a volunteer is told, and what coordinators see."""

from typing import Any

from services.volunteers.model import Proposal, Request
from services.volunteers.views.common import columns
from shared.caller import Caller

_TELLING = ("made", "accepted")
"""States in which a volunteer still needs to know what a question is about."""


def proposal(row: Proposal, caller: Caller) -> dict[str, Any]:
    shown = columns(row, "id", "status", "supervised_by", "made_at", "expires_at", "answered_at")
    shown |= {"request": row.request_id, "volunteer": row.volunteer_id} | columns(row.request, "kind", "district")
    if row.volunteer.person == caller.person:
        return shown | (_what_is_asked(row.request) if row.status in _TELLING else {})
    names = {"reference": row.request.reference, "display_name": row.volunteer.display_name}
    return shown | names | {"decline_reason": row.decline_reason}


def _what_is_asked(row: Request) -> dict[str, Any]:
    """All that a volunteer may know of a family before a yes, beside its kind of need and its district."""
    return columns(row, "children_ages", "languages", "times", "about")
