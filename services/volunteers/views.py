"""What which caller sees of a record."""

from typing import Any

from services.volunteers import attention
from services.volunteers.candidates import Candidate, Shortlist
from services.volunteers.model import Assignment, JournalEntry, Proposal, Request, Volunteer
from services.volunteers.rules.matching import Reason
from shared.caller import Caller
from shared.codes import EXCLUSION_RULES, EXPERIENCE, LANGUAGES, MATCH_REASONS, SKILLS, CodeList

_DETAILS: dict[str, CodeList] = {"skill": SKILLS, "experience": EXPERIENCE, "language": LANGUAGES}
_TELLING = ("made", "accepted")
"""States in which a volunteer still needs to know what a question is about."""


def columns(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def volunteer(row: Volunteer) -> dict[str, Any]:
    shown = columns(row, "id", "kind", "person", "organisation", "status", "districts", "skills", "experience")
    shown |= columns(row, "languages", "times", "capacity", "employers", "vetting", "registered_at")
    return shown | {"display_name": row.display_name}


def request(row: Request) -> dict[str, Any]:
    shown = columns(row, "id", "case", "reference", "kind", "status", "organisation", "worker", "district", "skills")
    return shown | columns(row, "experience", "languages", "times", "children_ages", "about", "requested_at")


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


def assignment(row: Assignment, caller: Caller) -> dict[str, Any]:
    shown = columns(row, "id", "status", "supervised_by", "started_at", "introduced_at", "ended_at")
    shown |= {"request": row.request_id, "proposal": row.proposal_id, "volunteer": row.volunteer_id}
    shown |= columns(row.request, "kind", "district")
    near = caller.person in (row.volunteer.person, row.supervised_by)
    shown |= {"supervisor_name": row.supervisor_name, "introduction": row.introduction if near else None}
    if row.volunteer.person == caller.person:
        return shown
    names = {"reference": row.request.reference, "display_name": row.volunteer.display_name}
    return shown | names | {"attention": attention.reasons(row)}


def entry(row: JournalEntry) -> dict[str, Any]:
    return columns(row, "id", "author", "at", "text", "written_at")


def concern(said: dict[str, Any], row: Assignment) -> dict[str, Any]:
    """Of what a volunteer has just reported; it waits for who takes it up."""
    same = {name: said[name] for name in ("severity", "text")}
    emergency = "call_emergency" if said["severity"] == "danger" else None
    told = {"id": said["concern"], "assignment": row.id, "status": "open", "raised_at": said["at"]}
    return told | same | {"emergency": emergency}


def shortlist(found: Shortlist, language: str) -> dict[str, Any]:
    return {
        "items": [_candidate(candidate, language) for candidate in found.items],
        "excluded": [
            {"volunteer": _name(row), "rule": rule, "text": EXCLUSION_RULES.text(rule, language)}
            for row, rule in found.excluded
        ],
    }


def _candidate(candidate: Candidate, language: str) -> dict[str, Any]:
    return {
        "volunteer": _name(candidate.volunteer),
        "score": candidate.score,
        "reasons": [reason(one, language) for one in candidate.reasons],
        "asked": candidate.asked,
    }


def _name(row: Volunteer) -> dict[str, Any]:
    return {"id": row.id, "display_name": row.display_name, "kind": row.kind}


def reason(reason: Reason, language: str) -> dict[str, Any]:
    """ "Has the skill that is needed: Driving, Law"."""
    text = MATCH_REASONS.text(reason.code, language)
    if reason.details:
        text += ": " + ", ".join(_DETAILS[reason.code].text(detail, language) for detail in reason.details)
    return {"code": reason.code, "text": text, "points": reason.points}
