"""The content of a document, for those who may read it."""

import logging

from sqlalchemy.orm import Session

from shared.documents.model import Document
from shared.documents.problems import Gone, Unreadable
from shared.documents.reading import Reading
from shared.documents.sealing import Broken, KeyDestroyed
from shared.documents.store import store_of
from shared.eventing.sealing import KeyMissing

log = logging.getLogger(__name__)


def content_of(session: Session, document: Document) -> Reading:
    """Every part of it was opened once: what breaks later breaks on the way. Raises Gone, Unreadable."""
    if document.annulled_at:
        raise Gone("This document was annulled: it is not to be read any more.", state="annulled")
    try:
        return _checked(store_of(session).open(document.id), document)
    except KeyDestroyed:
        raise Gone("The key of this document was destroyed: nobody can read it any more.", state="key_destroyed") from (
            None
        )
    except (FileNotFoundError, Broken, KeyMissing) as problem:
        log.error("document_unreadable", extra={"document": str(document.id), "error": type(problem).__name__})
        raise Unreadable("The file of this document can't be read. Please tell whoever looks after the server.") from (
            None
        )


def _checked(reading: Reading, document: Document) -> Reading:
    try:
        if reading.length != document.bytes:
            raise Broken("length")
        reading.check()
    except BaseException:
        reading.close()
        raise
    return reading
