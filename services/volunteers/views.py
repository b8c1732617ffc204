"""What which caller sees of a record."""

from typing import Any

from services.volunteers import attention
from services.volunteers.candidates import Candidate, Excluded, Shortlist
from services.volunteers.model import Assignment, JournalEntry, Proposal, Request, Volunteer
from services.volunteers.rules.matching import Reason
from services.volunteers.rules.vetting import Lack
from shared.caller import Caller
from shared.codes import (
    DOCUMENT_KINDS,
    EXCLUSION_RULES,
    EXPERIENCE,
    LANGUAGES,
    MATCH_REASONS,
    NOT_READY_REASONS,
    SKILLS,
    CodeList,
)

_DETAILS: dict[str, CodeList] = {"skill": SKILLS, "experience": EXPERIENCE, "language": LANGUAGES}
_DAYS = {"paused": ("until", "до"), "document_expired": ("through", "по")}
"""How the day of a lack is said."""

_TELLING = ("made", "accepted")
"""States in which a volunteer still needs to know what a question is about."""


def columns(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def volunteer(row: Volunteer, lacks: list[Lack], language: str) -> dict[str, Any]:
    shown = columns(row, "id", "kind", "person", "organisation", "status", "districts", "skills", "experience")
    shown |= columns(row, "languages", "times", "capacity", "employers", "vetting", "registered_at", "paused_until")
    return shown | {"display_name": row.display_name, "not_ready": [_lack(lack, language) for lack in lacks]}


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
        "excluded": [_excluded(one, language) for one in found.excluded],
    }


def _excluded(one: Excluded, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {"volunteer": _name(one.volunteer), "rule": one.rule, "text": excluded_text(one, language)}
    if one.rule == "not_ready":
        said["not_ready"] = [_lack(lack, language) for lack in one.lacks]
    elif one.rule == "too_far":
        said["km"] = None if one.km is None else round(one.km)
    return said


def _lack(lack: Lack, language: str) -> dict[str, Any]:
    return {"code": lack.code, "text": lack_text(lack, language), "path": lack.path}


def excluded_text(one: Excluded, language: str) -> str:
    """ "Not ready yet, or pausing: a document has run out (Medical certificate, 14.03.2027)"."""
    text = EXCLUSION_RULES.text(one.rule, language)
    if one.rule == "not_ready":
        return f"{text}: " + "; ".join(lack_text(lack, language) for lack in one.lacks)
    if one.rule == "too_far":
        return f"{text}: {_kilometres(one.km, language)}"
    return text


def lack_text(lack: Lack, language: str) -> str:
    named = [DOCUMENT_KINDS.text(lack.document, language)] if lack.document else []
    named += [f"{_DAYS[lack.code][language == 'ru']} {lack.day:%d.%m.%Y}"] if lack.day else []
    text = NOT_READY_REASONS.text(lack.code, language)
    return f"{text} ({', '.join(named)})" if named else text


def _kilometres(km: float | None, language: str) -> str:
    if km is None:
        return "неизвестно, где это на карте" if language == "ru" else "not known on the map"
    return f"{round(km)} км" if language == "ru" else f"{round(km)} km"


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
    if reason.code == "near_district":
        text += f": {_kilometres(float(reason.details[0]), language)}"
    elif reason.details:
        text += ": " + ", ".join(_DETAILS[reason.code].text(detail, language) for detail in reason.details)
    return {"code": reason.code, "text": text, "points": reason.points}
