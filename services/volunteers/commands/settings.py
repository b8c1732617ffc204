"""What is set for a register, changed by its coordinators and administrators; who changed what when stays."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.volunteers.model import RegisterSettings
from services.volunteers.queries.settings import Present, present_settings
from services.volunteers.rules import settings as rules
from shared import clock
from shared.caller import Caller
from shared.problems import Invalid

SETTINGS_LOCK = 7_502


def settings_to_change(session: Session, organisation: UUID) -> Present:
    """Nobody else changes the settings of this organisation before this transaction ends."""
    lock = text("select pg_advisory_xact_lock(:lock, hashtext(:organisation))")
    session.execute(lock, {"lock": SETTINGS_LOCK, "organisation": str(organisation)})
    return present_settings(session, organisation)


def change_settings(session: Session, caller: Caller, present: Present, *, settings: list[dict[str, Any]]) -> Present:
    """`settings`: the numbers to change, `[{"code", "value"}]`; the others stay. The same again is no change."""
    codes = [said["code"] for said in settings]
    _refuse({f"settings.{place}.code": ["twice"] for place, code in enumerate(codes) if code in codes[:place]})
    given = {said["code"]: said["value"] for said in settings}
    wrong = rules.errors(present.values | given)
    _refuse({f"settings.{_place(codes, code)}.value": [problem] for code, problem in wrong.items()})
    changed = {code: value for code, value in given.items() if value != present.values[code]}
    if changed:
        present.row = RegisterSettings(
            organisation=present.organisation,
            version=present.version + 1,
            changed_at=clock.now(),
            changed_by=caller.person,
            chosen=present.chosen | changed,
        )
        session.add(present.row)
    return present


def _place(codes: Sequence[str], wrong: str) -> int:
    """Where the number stands that is wrong, or that made another one wrong."""
    return codes.index(wrong if wrong in codes else rules.NOT_ABOVE[wrong])


def _refuse(errors: dict[str, list[str]]) -> None:
    if errors:
        raise Invalid(errors)
