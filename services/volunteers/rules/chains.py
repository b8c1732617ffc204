"""The order in which people are asked. No I/O."""

from collections.abc import Sequence
from uuid import UUID

MOST_IN_A_CHAIN = 20
"""Ours: with three days for each that is two months; a family should not wait for more in silence."""


def chain_errors(first: UUID, then: Sequence[UUID]) -> dict[str, list[str]]:
    """Each person is asked once. Paths as in the body of the proposal."""
    seen, errors = {first}, {}
    for index, volunteer in enumerate(then):
        if volunteer in seen:
            errors[f"then.{index}"] = ["twice"]
        seen.add(volunteer)
    return errors
