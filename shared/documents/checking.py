"""Whether files and rows belong together: what the timers remove, and what an operator can be shown."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared.documents.model import Document
from shared.documents.store import Store

_AT_ONCE = 500


def files_without_a_row(session: Session, store: Store, before: datetime) -> Iterator[Path]:
    """Files last written before this real moment that no document names: what a crash left, or a command that was
    refused after its file had been kept."""
    old = (file for file in store.files() if _written_before(file, before))
    while some := list(islice(old, _AT_ONCE)):
        named = {file.name: file for file in some}
        known = _known(session, [id for name in named if (id := _id(name))])
        yield from (file for name, file in named.items() if name not in known)


def rows_without_a_file(session: Session, store: Store) -> Iterator[UUID]:
    """Documents that should be there and are not: what an incomplete restore leaves."""
    standing = select(Document.id).where(Document.erased_at.is_(None)).order_by(Document.id)
    for id in session.scalars(standing.execution_options(yield_per=_AT_ONCE)):
        if not store.place(id).exists():
            yield id


def _known(session: Session, ids: list[UUID]) -> set[str]:
    """Of these those whose file is still to be there."""
    found = select(Document.id).where(Document.id.in_(ids), Document.erased_at.is_(None))
    return {str(id) for id in session.scalars(found)}


def _written_before(file: Path, moment: datetime) -> bool:
    """Not of one that was kept or discarded just now."""
    try:
        return file.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def _id(name: str) -> UUID | None:
    """None for anything else, such as what is still coming in."""
    try:
        return UUID(name)
    except ValueError:
        return None
