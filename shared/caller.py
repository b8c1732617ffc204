"""Who asks: the person behind a request, as commands and policies see them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Caller:
    """A signed-in person. `organisation` is None only for one who belongs to none. `stands_in_for`: colleagues who are
    away now and whose deputy the caller is; that gives their relations to records, never their roles."""

    person: UUID
    organisation: UUID | None
    roles: frozenset[str]
    session: UUID
    stands_in_for: frozenset[UUID] = frozenset()

    @property
    def people(self) -> frozenset[UUID]:
        """In whose place the caller is: their own, and of those for whom they stand in."""
        return self.stands_in_for | {self.person}

    def acts_for(self, person: UUID | None, *roles: str) -> bool:
        """Whether this is the caller, or somebody for whom they stand in; with roles, as a deputy who has one."""
        if person == self.person:
            return True
        return person in self.stands_in_for and (not roles or self.has(*roles))

    def has(self, *roles: str) -> bool:
        """Whether the caller has at least one of these roles."""
        return not self.roles.isdisjoint(roles)
