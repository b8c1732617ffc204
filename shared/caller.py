"""Who asks: the person behind a request, as commands and policies see them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Caller:
    """A signed-in person. `organisation` is None only for one who belongs to none."""

    person: UUID
    organisation: UUID | None
    roles: frozenset[str]
    session: UUID

    def has(self, *roles: str) -> bool:
        """Whether the caller has at least one of these roles."""
        return not self.roles.isdisjoint(roles)
