"""Who does something to a referral: a signed-in person, or someone who has no account here."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """Whom history and events name; `shared.caller.Caller` is one."""

    @property
    def person(self) -> UUID | None: ...

    @property
    def organisation(self) -> UUID | None: ...


@dataclass(frozen=True)
class Outsider:
    """An invited organisation, or a family itself: the platform has no id of theirs."""

    person: None = None
    organisation: None = None


OUTSIDER = Outsider()
