"""What of a record which caller may see."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.referrals.duplicates import Duplicate, possible_duplicates
from services.referrals.model import Entry, Family, KnownCase, Member, Referral
from services.referrals.policies import Relation, relation_to
from services.referrals.rules.duty import emergency_number
from shared import clock
from shared.caller import Caller
from shared.directory.model import KnownOrganisation, KnownPerson

SAID_TO_SENDER = {
    "submitted": ("to_organisation", "despite_no_capacity"),
    "info_requested": ("question",),
    "answered": ("answer",),
    "declined": ("reason", "note"),
    "passed_on": ("to_organisation",),
    "withdrawn": ("reason", "note"),
    "case_closed": ("outcome",),
}
"""What of each entry the sender sees. A note at passing on is for the next receiver, the known family of a duplicate
is the receiver's, and who works with the family is not said before the family knows."""

_MEMBER = ("id", "role", "last_name", "first_name", "middle_name", "born_on", "age")
_GUEST = ("organisation_name", "contact_name", "email")
_ROW = ("id", "reference", "status", "channel", "urgency", "submitted_at", "answer_by", "reply_by", "acknowledged_at")


def show(session: Session, caller: Caller, referral: Referral) -> dict[str, Any]:
    """A referral as the caller sees it."""
    relation = relation_to(caller, referral)
    if relation in (None, Relation.FORMER_RECEIVER):
        return _former(session, caller, referral)
    seen = _head(session, referral) | _duty(session, referral) | _content(referral) | {"relation": relation}
    seen["history"] = [_entry(session, entry, relation) for entry in referral.history]
    if relation is Relation.RECEIVER:
        seen["worker"] = referral.worker
        seen["possible_duplicates"] = [_duplicate(one) for one in possible_duplicates(session, referral)]
    return seen


def row(session: Session, caller: Caller, referral: Referral) -> dict[str, Any]:
    """A referral as an item of a list."""
    relation = relation_to(caller, referral)
    if relation in (None, Relation.FORMER_RECEIVER):
        return _former(session, caller, referral)
    family = referral.household
    return _head(session, referral) | {
        "relation": relation,
        "family": {
            "id": family.id,
            "kind": family.kind,
            "district": family.district,
            "name": family.name,
            "members_count": len(family.members),
            "children_count": sum(member.role == "child" for member in family.members),
        },
    }


def show_family(family: Family, own: list[Referral]) -> dict[str, Any]:
    """A family after it was merged or separated, with the own organisation's referrals of it."""
    return {
        "id": family.id,
        "kind": family.kind,
        "district": family.district,
        "merged_into": family.merged_into,
        "members": [_member(member) for member in family.members],
        "referrals": [{"id": one.id, "reference": one.reference, "status": one.status} for one in own],
    }


def _head(session: Session, referral: Referral) -> dict[str, Any]:
    """What a list and a record both say."""
    return {name: getattr(referral, name) for name in _ROW} | {
        "overdue": _is_overdue(referral),
        "from_organisation": referral.from_organisation,
        "from_organisation_name": _name(session, referral.from_organisation),
        "to_organisation": referral.to_organisation,
        "to_organisation_name": _name(session, referral.to_organisation),
        "sent_by": referral.sent_by,
        "sent_by_names": _names(session, referral.sent_by),
        "guest": _guest(referral),
        "case": _case(referral.case),
    }


def _duty(session: Session, referral: Referral) -> dict[str, Any]:
    """Whom to call, and who said that they see to it."""
    receiver = session.get(KnownOrganisation, referral.to_organisation)
    return {
        "emergency_number": emergency_number(referral.urgency),
        "to_organisation_duty_phone": receiver.duty_phone if receiver else None,
        "acknowledged_by": referral.acknowledged_by,
        "acknowledged_by_names": _names(session, referral.acknowledged_by),
    }


def _guest(referral: Referral) -> dict[str, Any] | None:
    """Who sent it without an account, as the invitation says."""
    return {name: getattr(referral.guest, name) for name in _GUEST} if referral.guest else None


def _content(referral: Referral) -> dict[str, Any]:
    family = referral.household
    return {
        "basis": {
            "kind": referral.basis_kind,
            "given_on": referral.basis_given_on,
            "document": referral.basis_document,
        },
        "family": {
            "id": family.id,
            "kind": family.kind,
            "district": family.district,
            "address": family.address,
            "phone": family.phone,
            "members": [_member(member) for member in family.members],
        },
        "reasons": referral.reasons,
        "narrative": referral.narrative,
        "help_wanted": referral.help_wanted,
    }


def _member(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in _MEMBER}


def _former(session: Session, caller: Caller, referral: Referral) -> dict[str, Any]:
    """What stays with who passed it on: reference, dates, the own entries. Not even what became of it."""
    had = next(one for one in referral.receivers if one.organisation == caller.organisation and one.passed_on_at)
    own = [entry for entry in referral.history if entry.organisation == caller.organisation]
    return {
        "id": referral.id,
        "reference": referral.reference,
        "relation": Relation.FORMER_RECEIVER,
        "submitted_at": referral.submitted_at,
        "received_at": had.received_at,
        "passed_on_at": had.passed_on_at,
        "history": [_entry(session, entry, Relation.RECEIVER) for entry in own],
    }


def _entry(session: Session, entry: Entry, relation: Relation | None) -> dict[str, Any]:
    said = entry.detail
    if relation is Relation.SENDER:
        said = {name: said[name] for name in SAID_TO_SENDER.get(entry.kind, ()) if name in said}
    return {
        "kind": entry.kind,
        "at": entry.at,
        "by": entry.by,
        "by_names": _names(session, entry.by),
        "organisation": entry.organisation,
        "organisation_name": _name(session, entry.organisation),
    } | said


def _case(case: KnownCase | None) -> dict[str, Any] | None:
    if case is None:
        return None
    return {"opened_on": case.opened_on, "closed_on": case.closed_on, "outcome": case.outcome}


def _duplicate(found: Duplicate) -> dict[str, Any]:
    other, likeness = found
    return {
        "family": other.family,
        "referral": other.id,
        "reference": other.reference,
        "reasons": likeness.reasons,
        "score": likeness.score,
        "strength": likeness.strength,
        "evidence": [
            {
                "reason": one.reason,
                "points": one.points,
                "members": [{"member": ours, "other": theirs} for ours, theirs in one.members],
            }
            for one in likeness.evidence
        ],
    }


def _is_overdue(referral: Referral) -> bool:
    """Whoever is to act is late: the receiver with the answer, or the sender with the reply."""
    end = referral.answer_by or referral.reply_by
    return end is not None and end <= clock.now()


def _name(session: Session, organisation: UUID | None) -> str | None:
    known = session.get(KnownOrganisation, organisation) if organisation else None
    return known.name if known else None


def _names(session: Session, person: UUID | None) -> dict[str, str | None] | None:
    known = session.get(KnownPerson, person) if person else None
    return known.names if known else None
