"""The settings of a register, and who changed what."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.model import RegisterSettings
from services.volunteers.queries.settings import Present, experience_at
from services.volunteers.rules import feedback as taught
from services.volunteers.rules.policy import weights
from services.volunteers.rules.settings import SETTINGS, USUAL, source_of
from shared.codes import MATCH_REASONS, VOLUNTEER_SETTINGS
from shared.directory.model import KnownPerson


def settings(session: Session, present: Present, language: str) -> dict[str, Any]:
    row = present.row
    changed = _changed(session, row.changed_at, row.changed_by) if row else _changed(session, None, None)
    return {
        "version": present.version,
        **changed,
        "settings": [_setting(code, value, language) for code, value in present.values.items()],
        "weights": _weights(session, present, language),
    }


def _setting(code: str, value: int, language: str) -> dict[str, Any]:
    one = SETTINGS[code]
    said = {"code": code, "text": VOLUNTEER_SETTINGS.text(code, language), "group": VOLUNTEER_SETTINGS.group(code)}
    bounds = {"usual": one.usual, "least": one.least, "most": one.most}
    return said | {"value": value, "unit": one.unit, "source": source_of(code, value)} | bounds


def _weights(session: Session, present: Present, language: str) -> list[dict[str, Any]]:
    """How good few pairings were is nobody's to know: it would tell what one of the two sides said."""
    experience, values = experience_at(session, present.organisation), present.values
    before, after = weights(values), weights(values, experience)
    shown = []
    for reason in MATCH_REASONS:
        pairings = experience.by_reason.get(reason, taught.Taught()).pairings
        enough = pairings >= values["feedback_least_pairings"]
        good = round(float(taught.share(experience, reason)), 2) if enough else None
        said = {"reason": reason, "text": MATCH_REASONS.text(reason, language), "pairings": pairings, "good": good}
        shown.append(said | {"before": before[reason], "after": after[reason]})
    return shown


def history(session: Session, organisation: UUID, language: str) -> dict[str, Any]:
    rows = select(RegisterSettings).where(RegisterSettings.organisation == organisation)
    versions = session.scalars(rows.order_by(RegisterSettings.version)).all()
    shown, before = [], dict(USUAL)
    for row in versions:
        after = dict(USUAL) | row.chosen
        shown.append(_version(session, row, before, after, language))
        before = after
    return {"items": shown[::-1]}


def _version(
    session: Session, row: RegisterSettings, before: dict[str, int], after: dict[str, int], language: str
) -> dict[str, Any]:
    changes = [
        {"code": code, "text": VOLUNTEER_SETTINGS.text(code, language), "before": before[code], "after": after[code]}
        for code in USUAL
        if before[code] != after[code]
    ]
    return {"version": row.version, **_changed(session, row.changed_at, row.changed_by), "changes": changes}


def _changed(session: Session, at: datetime | None, by: UUID | None) -> dict[str, Any]:
    known = session.get(KnownPerson, by) if by else None
    return {"changed_at": at, "changed_by": by, "changed_by_names": known.names if known else None}
