"""Adding a document to a record, and taking one back. The record's row is locked by whoever calls this."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shared import clock
from shared.caller import Caller
from shared.documents.model import Document
from shared.documents.received import Received
from shared.problems import Conflict, Invalid, NotFound

STANDING_AT_MOST = 200
"""Documents of one record that are not annulled."""

KEPT_AFTER_ANNULLING = timedelta(days=30)
"""How long the file of an annulled document stays on the disk, where nobody can read it: a backup that is being made
still finds what its database names, and a mistake can be mended by whoever looks after the server."""


def add(
    session: Session,
    caller: Caller,
    record: UUID,
    file: Received,
    *,
    kind: str,
    today: date,
    dated_on: date | None = None,
    member: UUID | None = None,
    title: str | None = None,
) -> Document:
    """`today`: where the record's organisation is. The file is kept before the row is committed. Raises Invalid,
    Conflict."""
    if dated_on and dated_on > today:
        raise Invalid({"dated_on": ["in_future"]})
    if _standing(session, record) >= STANDING_AT_MOST:
        raise Conflict("There are as many documents here as are taken. Annul what is not needed.")
    said = {"kind": kind, "dated_on": dated_on, "member": member, "title": title}
    document = Document(id=file.id, record=record, added_by=caller.person, added_at=clock.now(), **said, **file.facts)
    session.add(document)
    session.flush()
    file.keep()
    return document


def _standing(session: Session, record: UUID) -> int:
    found = select(func.count()).where(Document.record == record, Document.annulled_at.is_(None))
    return session.scalar(found) or 0


def annul(caller: Caller, document: Document, reason: str) -> Document:
    """From now on nobody reads it. Raises Conflict the second time."""
    if document.annulled_at:
        raise Conflict("It was annulled before. Nothing is left to do.", state="annulled")
    document.annulled_at, document.annulled_by, document.annulled_reason = clock.now(), caller.person, reason
    document.erase_at = clock.system() + KEPT_AFTER_ANNULLING
    return document


def of_record(record: UUID) -> Select[Any]:
    return select(Document).where(Document.record == record)


def document_of(session: Session, record: UUID, document: UUID) -> Document:
    """Raises NotFound, also for another record's."""
    found: Document | None = session.scalars(of_record(record).where(Document.id == document)).one_or_none()
    if found is None:
        raise NotFound
    return found
