"""Files that were imported, so that one sent twice is noticed; and files that are only looked over."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from shared import clock
from shared.caller import Caller
from shared.ids import uuid7
from shared.problems import Conflict
from shared.turns import one_at_a_time


class Kept:
    """Columns of a table of imported files: a model derives from this and from its service's Base. `digest` is of the
    file, which is not kept."""

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID | None]
    sent_by: Mapped[UUID]
    digest: Mapped[bytes]
    imported_at: Mapped[datetime]


Imported = TypeVar("Imported", bound=Kept)


def require_new(session: Session, model: type[Any], organisation: UUID | None, digest: bytes, *, again: bool) -> None:
    """Raises Conflict when the organisation sent this very file before, unless `again`. Two that come at once are
    looked at one after the other."""
    one_at_a_time(session, f"import {organisation} {digest.hex()}")
    same = (model.organisation == organisation, model.digest == digest)
    first = session.scalars(select(model).where(*same).order_by(model.id).limit(1)).first()
    if first and not again:
        told = {"state": "imported", "import": str(first.id)}
        raise Conflict("This very file was imported before. Send it with again=1 if it is meant.", **told)


def keep(session: Session, model: Callable[..., Imported], caller: Caller, digest: bytes, **made: Any) -> Imported:
    """The file's row; `made`: the columns that say what became of it."""
    now = clock.now()
    by = {"organisation": caller.organisation, "sent_by": caller.person}
    done = model(id=uuid7(now), digest=digest, imported_at=now, **by, **made)
    session.add(done)
    return done


class _OnlyChecked(Exception):
    """Takes back what a check made."""


@contextmanager
def taken_back(session: Session) -> Iterator[None]:
    """What is done within leaves nothing; what it refuses is raised."""
    with suppress(_OnlyChecked), session.begin_nested():
        yield
        raise _OnlyChecked
