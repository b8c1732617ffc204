"""What was said of a household before it was changed: figures are asked as they were known on a day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.model import Case, FormerMember, Member
from shared import clock

COUNTED = ("role", "born_on", "age", "aged_on", "left_on")

Said = Mapping[UUID, dict[str, Any]]


def said_of(case: Case) -> Said:
    """What figures rest on, by member."""
    return {member.id: _said(member) for member in case.members}


def _said(member: Member) -> dict[str, Any]:
    return {name: getattr(member, name) for name in COUNTED}


def keep_former(session: Session, case: Case, before: Said) -> None:
    """Of each member of whom something else is said than `before`, what was; who came in was absent."""
    for member in case.members:
        now = _said(member)
        then = before.get(member.id)
        if then != now:
            kept = {"case_id": case.id, "member": member.id, "until": clock.now(), "absent": then is None}
            session.add(FormerMember(**kept, **(then or now)))
