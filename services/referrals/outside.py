"""What those without an account see: an invited organisation of its referral, a family of its appeal. Never who works
with the family, nor its names and story: a mail, a link, a slip of paper may fall into other hands."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.model import Invitation, Referral
from services.referrals.rules import states
from services.referrals.views import SAID_TO_SENDER
from shared import clock
from shared.directory.model import KnownOrganisation

EMERGENCY = {
    "phone": "112",
    "text": {
        "ru": "Если есть опасность прямо сейчас, позвоните по номеру 112.",
        "en": "If there is danger right now, call 112.",
    },
}
"""Russia's one number for all emergencies."""

_STATED = ("reference", "status", "urgency", "submitted_at", "answer_by", "reply_by")


def invitation(session: Session, invited: Invitation) -> dict[str, Any]:
    """What the holder of a link sees."""
    return {
        "status": invited.state(clock.system()),
        "organisation_name": invited.organisation_name,
        "to_organisation": _organisation(session, invited.organisation),
        "expires_at": invited.expires_at,
        "referral": referral(session, invited.referral) if invited.referral else None,
    }


def referral(session: Session, sent: Referral) -> dict[str, Any]:
    """The state in codes, the question that is open, what was decided, and how the case ended."""
    case = sent.case
    return {name: getattr(sent, name) for name in _STATED} | {
        "to_organisation": _organisation(session, sent.to_organisation),
        "question": _question(sent),
        "history": [_entry(entry.kind, entry.at, entry.detail) for entry in sent.history],
        "case": {"opened_on": case.opened_on, "closed_on": case.closed_on, "outcome": case.outcome} if case else None,
        "emergency": EMERGENCY if sent.urgency == "immediate" else None,
    }


def _question(sent: Referral) -> str | None:
    if sent.status != states.INFO_REQUESTED:
        return None
    asked = [entry.detail["question"] for entry in sent.history if entry.kind == "info_requested"]
    return str(asked[-1])


def _entry(kind: str, at: Any, detail: dict[str, Any]) -> dict[str, Any]:
    told = {name: detail[name] for name in SAID_TO_SENDER.get(kind, ()) if name in detail}
    return {"kind": kind, "at": at} | told


def _organisation(session: Session, id: Any) -> dict[str, Any]:
    known = session.get(KnownOrganisation, id)
    return {"id": id, "name": known.name if known else None}
