"""What was done with a family before its case was kept here: an agreement with its day, and one entry for the rest.

No score, goal or service is invented: the days meet deadlines and are shown, and no figure counts them.
"""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from services.cases.commands.checks import plain
from services.cases.commands.progress import CARRIED_OVER
from services.cases.model import Case, Entry
from services.cases.rules.carried_over import DAYS, Former
from shared import clock
from shared.ids import uuid7


def carry_over(session: Session, case: Case, told: dict[str, Any], by: UUID) -> None:
    """`told`: what the acceptance says under `done_before`. The caller refreshes the case and tells of it."""
    former = Former.of(told)
    case.status = former.status
    if former.signed_on:
        case.signed_on, case.signed_by = former.signed_on, _signers(case, told)
    session.flush()  # the entries are of a case that is there
    if case.signed_on:
        signed_by = plain({"signed_by": case.signed_by})
        session.add(_entry(case, "agreement", case.signed_on, signed_by, by))
    days = {name: told.get(name) for name in DAYS}
    session.add(_entry(case, CARRIED_OVER, told["recorded_on"], plain(days), by))
    session.flush()


def _signers(case: Case, told: dict[str, Any]) -> list[UUID]:
    """Who is said to have signed; all adults of that day when nobody is."""
    day = told["signed_on"]
    return told["signed_by"] or [one.id for one in case.members if one.is_born(day) and one.may_sign(day)]


def _entry(case: Case, kind: str, day: Any, facts: Any, by: UUID) -> Entry:
    return Entry(
        id=uuid7(),
        case_id=case.id,
        round=case.round,
        kind=kind,
        happened_on=day,
        facts=facts,
        author=by,
        written_at=clock.now(),
    )


def pass_over_near(case: Case) -> None:
    """A deadline that is over when its case is carried over is said once, as passed: that it was near is the past."""
    now = clock.now()
    for deadline in case.deadlines:
        if deadline.met_on is None and deadline.passes_at <= now:
            deadline.near_said_at = now
