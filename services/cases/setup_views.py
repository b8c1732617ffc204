"""What is set up for cases, as answers show it: the policy of deadlines."""

from typing import Any

from sqlalchemy.orm import Session

from services.cases.model import Case, Deadline, DeadlinePolicy
from services.cases.rules.lengths import KINDS, USUAL, code_of
from shared.directory.model import KnownPerson

Shown = dict[str, Any]


def policy_of(session: Session, policy: DeadlinePolicy) -> Shown:
    known = session.get(KnownPerson, policy.changed_by) if policy.changed_by else None
    return {
        "deadlines": [_length(code, policy.lengths[code]) for code in USUAL],
        "warned": [{"kind": kind, **policy.warned[kind]} for kind in KINDS],
        "changed_at": policy.changed_at if policy.changed_by else None,
        "changed_by": policy.changed_by,
        "changed_by_names": known.names if known else None,
    }


def _length(code: str, number: int) -> Shown:
    known = USUAL[code]
    same = {name: getattr(known, name) for name in ("unit", "usual", "least", "most")}
    return {"code": code, "length": number, "source": known.source_of(number), **same}


def deadlines_of(session: Session, case: Case) -> list[Shown]:
    """The present ones, each with where it comes from: "21 days from the agreement"."""
    return [_deadline(session, case, deadline) for deadline in case.deadlines]


def _deadline(session: Session, case: Case, deadline: Deadline) -> Shown:
    code = code_of(deadline.kind, case.urgency)
    number = session.get_one(DeadlinePolicy, deadline.policy).lengths[code]
    shown = {name: getattr(deadline, name) for name in ("kind", "due_on", "met_on", "starts_on")}
    return {**shown, "length": number, "unit": USUAL[code].unit, "source": USUAL[code].source_of(number)}
