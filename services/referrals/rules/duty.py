"""Whose turn it is on a duty roster."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from shared import emergency

ON_DUTY_ROLES = ("coordinator", "supervisor")
"""Who can be on a roster, and acknowledge."""


def emergency_number(urgency: str | None) -> str | None:
    """Who sends what is danger right now is told whom to call first: no referral is as fast."""
    return emergency.NUMBER if urgency == "immediate" else None


class Turn(NamedTuple):
    person: UUID
    position: int
    """From 1."""


def in_whose_place(roster: Sequence[UUID], deputies: Mapping[UUID, UUID]) -> list[UUID]:
    """Who is called at each place: who stands there, or while they are away their deputy."""
    return [deputies.get(person, person) for person in roster]


def next_turn(roster: Sequence[UUID], able: Collection[UUID], after: int) -> Turn | None:
    """The first who is able after this position, round to the first again; `after` 0 before the first call.

    None when nobody on the roster is able.
    """
    for step in range(len(roster)):
        place = (after + step) % len(roster)
        if roster[place] in able:
            return Turn(roster[place], place + 1)
    return None
