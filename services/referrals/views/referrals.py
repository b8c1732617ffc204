"""What of a referral which caller may see."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.model import Entry, KnownCase, Referral
from services.referrals.policies import Relation, relation_to
from services.referrals.queries.duplicates import possible_duplicates
from services.referrals.rules.duty import emergency_number
from services.referrals.views.common import name_of, names_of
from services.referrals.views.families import duplicate, member
from shared import clock
from shared.caller import Caller
from shared.directory.model import KnownOrganisation

SAID_TO_SENDER = {
    "submitted": ("to_organisation", "despite_no_capacity", "carried_over"),
    "info_requested": ("question",),
    "answered": ("answer",),
    "declined": ("reason", "note"),
    "passed_on": ("to_organisation",),
    "withdrawn": ("reason", "note"),
    "case_closed": ("outcome",),
}
"""What of each entry the sender sees. A note at passing on is for the next receiver, the known family of a duplicate
is the receiver's, and who works with the family is not said before the family knows."""

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
        seen["possible_duplicates"] = [duplicate(one) for one in possible_duplicates(session, referral)]
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


def _head(session: Session, referral: Referral) -> dict[str, Any]:
    """What a list and a record both say."""
    return {name: getattr(referral, name) for name in _ROW} | {
        "overdue": _is_overdue(referral),
        "from_organisation": referral.from_organisation,
        "from_organisation_name": name_of(session, referral.from_organisation),
        "to_organisation": referral.to_organisation,
        "to_organisation_name": name_of(session, referral.to_organisation),
        "sent_by": referral.sent_by,
        "sent_by_names": names_of(session, referral.sent_by),
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
        "acknowledged_by_names": names_of(session, referral.acknowledged_by),
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
            "members": [member(one) for one in family.members],
        },
        "reasons": referral.reasons,
        "narrative": referral.narrative,
        "help_wanted": referral.help_wanted,
    }


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
        "by_names": names_of(session, entry.by),
        "organisation": entry.organisation,
        "organisation_name": name_of(session, entry.organisation),
    } | said


def _case(case: KnownCase | None) -> dict[str, Any] | None:
    if case is None:
        return None
    return {"opened_on": case.opened_on, "closed_on": case.closed_on, "outcome": case.outcome}


def _is_overdue(referral: Referral) -> bool:
    """Whoever is to act is late: the receiver with the answer, or the sender with the reply."""
    end = referral.answer_by or referral.reply_by
    return end is not None and end <= clock.now()
