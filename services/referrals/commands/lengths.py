"""The lengths of deadlines: what holds now, and an administrator's changing it for what begins from now on."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from services.referrals.model import DeadlinePolicy
from services.referrals.rules import lengths
from shared import clock
from shared.caller import Caller
from shared.problems import Invalid

LENGTHS_LOCK = 7_302


@dataclass
class Present:
    """The policy that holds now; a change puts another one in its place."""

    policy: DeadlinePolicy

    @property
    def version(self) -> int:
        return self.policy.version


def present_lengths(session: Session, *, lock: bool = False) -> Present:
    """With `lock` nobody else changes them before this transaction ends."""
    if lock:
        session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LENGTHS_LOCK})
    newest = select(DeadlinePolicy).order_by(DeadlinePolicy.version.desc()).limit(1)
    return Present(session.scalars(newest).one())


def change_lengths(session: Session, caller: Caller, present: Present, *, deadlines: list[dict[str, Any]]) -> Present:
    """`deadlines`: every code with its length, `[{"code", "length"}]`, for referrals whose time begins from now on;
    those that run keep theirs. The same again is no change.

    Raises Invalid for codes that are missing or named twice, and for lengths that cannot be.
    """
    _require_each_once([said["code"] for said in deadlines])
    given = {said["code"]: said["length"] for said in deadlines}
    _require_possible(given, places=list(given))
    if given != present.policy.lengths:
        present.policy = DeadlinePolicy(
            version=present.version + 1, changed_at=clock.now(), changed_by=caller.person, lengths=given
        )
        session.add(present.policy)
    return present


def _require_each_once(codes: list[str]) -> None:
    first = {code: place for place, code in reversed(list(enumerate(codes)))}
    errors = {f"deadlines.{place}.code": ["twice"] for place, code in enumerate(codes) if first[code] != place}
    if not errors and Counter(codes).keys() != lengths.USUAL.keys():
        errors = {"deadlines": ["incomplete"]}
    if errors:
        raise Invalid(errors)


def _require_possible(given: dict[str, int], places: list[str]) -> None:
    errors = {f"deadlines.{places.index(name)}.length": [code] for name, code in lengths.errors(given).items()}
    if errors:
        raise Invalid(errors)
