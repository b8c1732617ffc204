"""The lengths of deadlines, with what they usually are and may be."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.model import DeadlinePolicy
from services.referrals.rules.lengths import USUAL, source_of
from services.referrals.views.common import changed


def lengths(session: Session, policy: DeadlinePolicy) -> dict[str, Any]:
    shown = [_length(name, policy.lengths[name]) for name in USUAL]
    changed_at = policy.changed_at if policy.changed_by else None
    return {"deadlines": shown} | changed(session, changed_at, policy.changed_by)


def _length(name: str, value: int) -> dict[str, Any]:
    usual = USUAL[name]
    said = {"code": name, "length": value, "unit": usual.unit, "source": source_of(name, value)}
    return said | {"usual": usual.usual, "least": usual.least, "most": usual.most}
