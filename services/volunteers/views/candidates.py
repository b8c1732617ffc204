"""Who could be asked for a request and who not, with the reasons in words."""

from typing import Any

from services.volunteers.queries.candidates import Candidate, Excluded, Shortlist
from services.volunteers.rules.matching import Reason
from services.volunteers.views.common import lack_shown, lack_text, name_of
from shared.codes import EXCLUSION_RULES, EXPERIENCE, LANGUAGES, MATCH_REASONS, SKILLS, CodeList

_DETAILS: dict[str, CodeList] = {"skill": SKILLS, "experience": EXPERIENCE, "language": LANGUAGES}


def shortlist(found: Shortlist, language: str) -> dict[str, Any]:
    return {
        "items": [candidate(one, language) for one in found.items],
        "excluded": [excluded(one, language) for one in found.excluded],
    }


def excluded(one: Excluded, language: str) -> dict[str, Any]:
    said: dict[str, Any] = {"volunteer": name_of(one.volunteer), "rule": one.rule, "text": excluded_text(one, language)}
    if one.rule == "not_ready":
        said["not_ready"] = [lack_shown(lack, language) for lack in one.lacks]
    elif one.rule == "too_far":
        said["km"] = None if one.km is None else round(one.km)
    return said


def excluded_text(one: Excluded, language: str) -> str:
    """ "Not ready yet, or pausing: a document has run out (Medical certificate, 14.03.2027)"."""
    text = EXCLUSION_RULES.text(one.rule, language)
    if one.rule == "not_ready":
        return f"{text}: " + "; ".join(lack_text(lack, language) for lack in one.lacks)
    if one.rule == "too_far":
        return f"{text}: {_kilometres(one.km, language)}"
    return text


def _kilometres(km: float | None, language: str) -> str:
    if km is None:
        return "неизвестно, где это на карте" if language == "ru" else "not known on the map"
    return f"{round(km)} км" if language == "ru" else f"{round(km)} km"


def candidate(one: Candidate, language: str) -> dict[str, Any]:
    return {
        "volunteer": name_of(one.volunteer),
        "score": one.score,
        "reasons": [reason(spoke, language) for spoke in one.reasons],
        "asked": one.asked,
    }


def reason(reason: Reason, language: str) -> dict[str, Any]:
    """ "Has the skill that is needed: Driving, Law"."""
    text = MATCH_REASONS.text(reason.code, language)
    if reason.code == "near_district":
        text += f": {_kilometres(float(reason.details[0]), language)}"
    elif reason.details:
        text += ": " + ", ".join(_DETAILS[reason.code].text(detail, language) for detail in reason.details)
    return {"code": reason.code, "text": text, "points": reason.points}
