"""What happens to files because time passes. Real time: a demo's clock erases nothing."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from shared import clock
from shared.documents.checking import files_without_a_row
from shared.documents.model import Document
from shared.documents.store import store_of
from shared.service import Timer

ORPHANS_STAY = timedelta(days=1)
"""Longer than any request that may still commit the row of its file."""

BATCH = 100


def erase_annulled(session: Session) -> int:
    """Files of documents that were annulled long enough ago; their rows stay."""
    due = select(Document).where(Document.erase_at <= clock.system(), Document.erased_at.is_(None))
    found = list(session.scalars(due.order_by(Document.erase_at).limit(BATCH).with_for_update(skip_locked=True)))
    store = store_of(session)
    for document in found:
        store.erase(document.id)
        document.erased_at = clock.system()
    return len(found)


def remove_orphans(session: Session) -> int:
    """Once through all files; what comes meanwhile is the next round's."""
    store = store_of(session)
    for file in files_without_a_row(session, store, clock.system() - ORPHANS_STAY):
        file.unlink(missing_ok=True)
    return 0


TIMERS = (
    Timer("documents_erased", timedelta(hours=1), erase_annulled),
    Timer("documents_orphaned", timedelta(hours=6), remove_orphans),
)
