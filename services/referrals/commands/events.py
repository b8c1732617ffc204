"""What referrals says to the other services: the present state of a referral or family, in the contract's names."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.commands.actor import Actor, Outsider
from services.referrals.commands.letters import tell_guest
from services.referrals.model import MEMBER_FIELDS, Entry, Family, Referral
from shared.eventing.contract import EventType
from shared.eventing.outbox import publish

_REMINDER = ("reference", "to_organisation", "from_organisation", "sent_by", "urgency")


def tell(session: Session, event: EventType, referral: Referral, caller: Actor, **more: Any) -> None:
    """Publish what the caller just did to a referral; who has no account here gets a mail of what others did."""
    publish(session, event, referral.id, state(referral) | {"by": caller.person} | more)
    if not isinstance(caller, Outsider):
        tell_guest(session, referral)


def tell_family(session: Session, event: EventType, family: Family, caller: Actor, **more: Any) -> None:
    publish(session, event, family.id, family_state(family) | {"by": caller.person} | more)


def state(referral: Referral) -> dict[str, Any]:
    """What every event of a referral carries; who invited, only where someone did."""
    invited_by = {"invited_by": referral.guest.organisation} if referral.guest else {}
    return invited_by | {
        "referral": referral.id,
        "reference": referral.reference,
        "family": referral.family,
        "family_kind": referral.household.kind,
        "from_organisation": referral.from_organisation,
        "sent_by": referral.sent_by,
        "to_organisation": referral.to_organisation,
        "channel": referral.channel,
        "urgency": referral.urgency,
        "district": referral.household.district,
        "submitted_at": referral.submitted_at,
        "answer_by": referral.answer_by,
        "status": referral.status,
    }


def reminder_state(referral: Referral) -> dict[str, Any]:
    """What every event that a timer brings about carries."""
    return {"referral": referral.id} | {name: getattr(referral, name) for name in _REMINDER}


def family_state(family: Family) -> dict[str, Any]:
    return {"family": family.id, "district": family.district, "kind": family.kind}


def all_for_a_case(referral: Referral) -> dict[str, Any]:
    """What `accepted` carries beside the state: all that a case needs to begin."""
    household = referral.household
    return {
        "worker": referral.worker,
        "reasons": referral.reasons,
        "help_wanted": referral.help_wanted,
        "basis": {"kind": referral.basis_kind, "given_on": referral.basis_given_on},
        "basis_document": referral.basis_document,
        "members": [{name: getattr(member, name) for name in MEMBER_FIELDS} for member in household.members],
        "address": household.address,
        "phone": household.phone,
        "narrative": referral.narrative,
        "questions": questions(referral.history),
    }


def questions(history: list[Entry]) -> list[dict[str, Any]]:
    """Each question with its answer; a question that nobody answered before the referral went on has none."""
    asked: list[dict[str, Any]] = []
    for entry in history:
        if entry.kind == "info_requested":
            question = entry.detail["question"]
            asked.append({"question": question, "asked_at": entry.at, "answer": None, "answered_at": None})
        if entry.kind == "answered":
            asked[-1] |= {"answer": entry.detail["answer"], "answered_at": entry.at}
    return asked
