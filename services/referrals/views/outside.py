"""What those without an account see: an invited organisation of its referral, a family of its appeal. Never who works
with the family, nor its names and story: a mail, a link, a slip of paper may fall into other hands."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.referrals.model import Invitation, Referral
from services.referrals.rules import states
from services.referrals.views.referrals import SAID_TO_SENDER
from shared import clock, codes, emergency
from shared.directory.model import KnownDistrict, KnownOrganisation

EMERGENCY = {"phone": emergency.NUMBER, "text": emergency.SAID}

_STATED = ("reference", "status", "urgency", "submitted_at", "answer_by", "reply_by")


_CHOICES = (
    codes.CHANNELS,
    codes.BASIS,
    codes.URGENCIES,
    codes.FAMILY_KINDS,
    codes.MEMBER_ROLES,
    codes.REASONS,
    codes.HELP_KINDS,
    codes.WITHDRAW_REASONS,
)


def choices(session: Session) -> dict[str, Any]:
    """What may be said, by lists as `…/codes` gives them to who is signed in; and the districts."""
    known = session.scalars(select(KnownDistrict).order_by(KnownDistrict.region, KnownDistrict.name))
    districts = [{"code": one.code, "name": one.name, "region": one.region} for one in known]
    return codes.public(*_CHOICES) | {"districts": districts}


def invitation(session: Session, invited: Invitation) -> dict[str, Any]:
    """What the holder of a link sees."""
    return {
        "status": invited.state(clock.system()),
        "organisation_name": invited.organisation_name,
        "to_organisation": _organisation(session, invited.organisation),
        "expires_at": invited.expires_at,
        "referral": referral(session, invited.referral) if invited.referral else None,
        "choices": choices(session),
    }


def referral(session: Session, sent: Referral) -> dict[str, Any]:
    """The state in codes, the question that is open, what was decided, and how the case ended."""
    case = sent.case
    return {name: getattr(sent, name) for name in _STATED} | {
        "to_organisation": _organisation(session, sent.to_organisation),
        "question": sent.open_question if sent.status in states.UNDECIDED else None,
        "history": [_entry(entry.kind, entry.at, entry.detail) for entry in sent.history],
        "case": {"opened_on": case.opened_on, "closed_on": case.closed_on, "outcome": case.outcome} if case else None,
        "emergency": EMERGENCY if sent.urgency == "immediate" else None,
    }


def _entry(kind: str, at: Any, detail: dict[str, Any]) -> dict[str, Any]:
    told = {name: detail[name] for name in SAID_TO_SENDER.get(kind, ()) if name in detail}
    return {"kind": kind, "at": at} | told


def _organisation(session: Session, id: Any) -> dict[str, Any]:
    known = session.get(KnownOrganisation, id)
    return {"id": id, "name": known.name if known else None}
