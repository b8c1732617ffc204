"""Pairings and their journals: what a volunteer is told, and what coordinators see."""

from typing import Any

from services.volunteers.model import Assignment, JournalEntry
from services.volunteers.policies.assignments import supervises
from services.volunteers.queries import attention
from services.volunteers.views.common import columns
from shared.caller import Caller


def assignment(row: Assignment, caller: Caller) -> dict[str, Any]:
    shown = columns(row, "id", "status", "supervised_by", "started_at", "introduced_at", "ended_at")
    shown |= {"request": row.request_id, "proposal": row.proposal_id, "volunteer": row.volunteer_id}
    shown |= columns(row.request, "kind", "district")
    near = caller.person == row.volunteer.person or supervises(caller, row)
    shown |= {"supervisor_name": row.supervisor_name, "introduction": row.introduction if near else None}
    if row.volunteer.person == caller.person:
        return shown
    names = {"reference": row.request.reference, "display_name": row.volunteer.display_name}
    return shown | names | {"attention": attention.reasons(row)}


def entry(row: JournalEntry) -> dict[str, Any]:
    return columns(row, "id", "author", "at", "text", "written_at")
