"""Who may use a route. Every route declares one; a test finds any that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from shared.caller import Caller


@dataclass(frozen=True)
class Policy:
    """`description` is shown in the API's documentation. `allows` gets the caller and the route's record (None on
    collections). `public` needs no sign-in: `allows` is not asked then."""

    description: str
    allows: Callable[[Caller, Any], bool]
    public: bool = False

    def __or__(self, other: "Policy") -> "Policy":
        return Policy(
            f"{self.description}; {other.description}",
            lambda caller, record: self.allows(caller, record) or other.allows(caller, record),
        )


ANYONE = Policy("anyone", lambda caller, record: True, public=True)
SIGNED_IN = Policy("signed in", lambda caller, record: True)


def roles(*names: str) -> Policy:
    """Anyone with at least one of these roles; what they see is up to the record or the list."""
    return Policy(", ".join(name.replace("_", " ") for name in names), lambda caller, record: caller.has(*names))
