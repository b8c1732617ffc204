"""When a plan is valid: everyone in the family who can take part has taken part, and there is a goal (practice)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

REFUSED = "refused"


@dataclass(frozen=True)
class Participation:
    """Whether a member took part; a reason when not."""

    member: UUID
    took_part: bool
    reason: str | None = None

    @property
    def stands_in_the_way(self) -> bool:
        """Every reason explains an absence, but a refusal: a plan is not made against someone of the family."""
        return not self.took_part and self.reason in (None, REFUSED)


def missing(current: Iterable[UUID], participation: Sequence[Participation]) -> set[UUID]:
    """Current members of whom nothing is said."""
    return set(current) - {one.member for one in participation}


def state_when_saved(goals: int, participation: Sequence[Participation]) -> str:
    """`valid` or `draft`, of a plan in which every current member is listed."""
    refused = any(one.stands_in_the_way for one in participation)
    return "draft" if refused or not goals else "valid"


def state_now(saved_as: str, current: Iterable[UUID], participation: Sequence[Participation]) -> str:
    """A member who came after a valid plan was made has not taken part in it."""
    if saved_as == "valid" and missing(current, participation):
        return "needs_participation"
    return saved_as
