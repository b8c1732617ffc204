"""The lengths of deadlines: what holds now, and an administrator's changing it for what begins from now on."""

from typing import Any

from sqlalchemy.orm import Session

from services.referrals.model import DeadlinePolicy
from services.referrals.rules import lengths
from shared import clock
from shared.caller import Caller
from shared.deadlines import policies
from shared.problems import Invalid

Present = policies.Present[DeadlinePolicy]


def present_lengths(session: Session, *, lock: bool = False) -> Present:
    """With `lock` nobody else changes them before this transaction ends."""
    return policies.present(session, DeadlinePolicy, lock=lock)


def change_lengths(session: Session, caller: Caller, present: Present, *, deadlines: list[dict[str, Any]]) -> Present:
    """`deadlines`: every code with its length, `[{"code", "length"}]`, for referrals whose time begins from now on;
    those that run keep theirs. The same again is no change.

    Raises Invalid for codes that are missing or named twice, and for lengths that cannot be.
    """
    policies.require_whole("deadlines", [said["code"] for said in deadlines], list(lengths.USUAL))
    given = {said["code"]: said["length"] for said in deadlines}
    _require_possible(given, places=list(given))
    if given != present.policy.lengths:
        present.policy = DeadlinePolicy(
            version=present.version + 1, changed_at=clock.now(), changed_by=caller.person, lengths=given
        )
        session.add(present.policy)
    return present


def _require_possible(given: dict[str, int], places: list[str]) -> None:
    errors = {f"deadlines.{places.index(name)}.length": [code] for name, code in lengths.errors(given).items()}
    if errors:
        raise Invalid(errors)
