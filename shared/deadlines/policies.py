"""How a service keeps its lengths: versions that are never changed, the highest of which holds now.

Whatever runs keeps the version under which it began; what begins from now on has the new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared.problems import Invalid

LENGTHS_LOCK = 7_302
"""Of PostgreSQL's advisory locks in the service's own database."""


class Held:
    """Columns of a table of policies: a model derives from this and from its service's Base. `changed_by` is null for
    what the product came with."""

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    lengths: Mapped[dict[str, Any]]


H = TypeVar("H", bound=Held)


@dataclass
class Present(Generic[H]):
    """The policy that holds now; a change puts another one in its place."""

    policy: H

    @property
    def version(self) -> int:
        return self.policy.version


def present(session: Session, model: type[H], *, lock: bool = False) -> Present[H]:
    """With `lock` nobody else changes it before this transaction ends."""
    if lock:
        session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LENGTHS_LOCK})
    return Present(session.scalars(select(model).order_by(model.version.desc()).limit(1)).one())


def require_whole(path: str, named: Sequence[str], known: Sequence[str], name: str = "code") -> None:
    """Each of the `known` is named once: raises Invalid for who left one out or named one twice."""
    first = {code: place for place, code in reversed(list(enumerate(named)))}
    twice = {f"{path}.{place}.{name}": ["twice"] for place, code in enumerate(named) if first[code] != place}
    if twice:
        raise Invalid(twice)
    if set(named) != set(known):
        raise Invalid({path: ["incomplete"]})
