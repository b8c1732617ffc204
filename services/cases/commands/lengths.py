"""The policy of deadlines: what holds now, and an administrator's changing it for what begins from now on."""

from typing import Any

from sqlalchemy.orm import Session

from services.cases.model import DeadlinePolicy
from services.cases.rules import lengths
from shared import clock
from shared.caller import Caller
from shared.deadlines import policies
from shared.deadlines.lengths import errors
from shared.deadlines.policies import Present, require_whole
from shared.problems import Invalid

Parts = list[dict[str, Any]]


def present_policy(session: Session) -> DeadlinePolicy:
    """What holds now."""
    return policies.present(session, DeadlinePolicy).policy


def change_lengths(
    session: Session, caller: Caller, present: Present[DeadlinePolicy], *, deadlines: Parts, warned: Parts
) -> Present[DeadlinePolicy]:
    """`deadlines`: every code with its length, `[{"code", "length"}]`; `warned`: every kind with who is told when,
    `[{"kind", "near", "passed"}]`. For what begins from now on; what runs keeps its own. The same again is no change.

    Raises Invalid for codes that are missing or named twice, and for lengths that cannot be.
    """
    require_whole("deadlines", [one["code"] for one in deadlines], list(lengths.USUAL))
    require_whole("warned", [one["kind"] for one in warned], lengths.KINDS, "kind")
    numbers = {one["code"]: one["length"] for one in deadlines}
    _require_possible(numbers, list(numbers))
    told = {one["kind"]: {when: one[when] for when in (lengths.NEAR, lengths.PASSED)} for one in warned}
    if (numbers, told) != (present.policy.lengths, present.policy.warned):
        present.policy = _next(caller, present.version + 1, numbers, told)
        session.add(present.policy)
    return present


def _require_possible(numbers: dict[str, int], places: list[str]) -> None:
    found = errors(lengths.USUAL, lengths.ENDS_BEFORE, numbers)
    if found:
        raise Invalid({f"deadlines.{places.index(code)}.length": [error] for code, error in found.items()})


def _next(caller: Caller, version: int, numbers: dict[str, int], told: dict[str, Any]) -> DeadlinePolicy:
    return DeadlinePolicy(
        version=version, changed_at=clock.now(), changed_by=caller.person, lengths=numbers, warned=told
    )
