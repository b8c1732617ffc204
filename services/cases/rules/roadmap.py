"""How far a roadmap is: its stages are passed in their order, each checked by someone other than who presents it.

A stage is `open`, `presented` (it waits for a check), `sent_back` or `passed`; a roadmap here is the states of its
stages in their order. The check by another person is the practice's, the order ours after its "ordered stages".
"""

from collections.abc import Collection, Sequence
from uuid import UUID

OPEN, PRESENTED, SENT_BACK, PASSED = "open", "presented", "sent_back", "passed"


def state(presented: bool, verdict: str | None) -> str:
    """Of a stage, by its last presentation that counts and the check of that."""
    if not presented:
        return OPEN
    return verdict or PRESENTED


def may_present(states: Sequence[str], index: int) -> bool:
    """Only the first that is not passed, and not while it waits for a check."""
    return next_stage(states) == index and states[index] != PRESENTED


def may_check(presented_by: UUID, checkers: Collection[UUID]) -> bool:
    """`checkers`: who would check, and all for whom they stand in. A deputy is not another."""
    return presented_by not in checkers


def rests_on(states: Sequence[str], index: int) -> bool:
    """Whether a later stage was presented or passed on the strength of this one."""
    return any(one in (PRESENTED, PASSED) for one in states[index + 1 :])


def rests_well(states: Sequence[str], index: int) -> bool:
    """Whether all that comes before this stage is passed."""
    return all(one == PASSED for one in states[:index])


def kept(states: Sequence[str]) -> int:
    """How many of the first stages a new version leaves as they are: those passed, and one that waits for a check."""
    return sum(one in (PASSED, PRESENTED) for one in states)


def next_stage(states: Sequence[str]) -> int | None:
    """Index of the first that is not passed; None when all are."""
    return next((index for index, one in enumerate(states) if one != PASSED), None)
