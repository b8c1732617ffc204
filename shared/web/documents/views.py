"""Documents as answers show them, and their content."""

import threading
from typing import Any
from weakref import WeakSet

from flask import Response, request
from sqlalchemy.orm import Session

from shared.directory.lookup import name_of
from shared.documents.formats import FORMATS
from shared.documents.model import Document
from shared.documents.reading import Reading
from shared.problems import Busy
from shared.web.patience import patiently

AT_ONCE = 3
"""Files that one process gives out at a time, of its eight threads: who takes one slowly holds a thread for as long."""

AGAIN_AFTER_S = 10

_fetched: WeakSet[Reading] = WeakSet()
_counting = threading.Lock()

_COLUMNS = ("id", "kind", "member", "dated_on", "title", "format", "bytes", "sha256", "added_by", "added_at")


def shown(session: Session, document: Document) -> dict[str, Any]:
    said = {name: getattr(document, name) for name in (*_COLUMNS, "erased_at")}
    return said | {"added_by_name": name_of(session, document.added_by), "annulled": _annulled(session, document)}


def _annulled(session: Session, document: Document) -> dict[str, Any] | None:
    if document.annulled_at is None:
        return None
    by = {"by": document.annulled_by, "by_name": name_of(session, document.annulled_by)}
    return {"at": document.annulled_at, "reason": document.annulled_reason} | by


def download(document: Document, reading: Reading) -> Response:
    """To be kept as a file, never shown within our pages: what is in it is the sender's. Its name says nothing.
    Raises Busy."""
    _take_place(reading)
    format = FORMATS[document.format]
    response = Response(patiently(request.environ, reading.pieces()), mimetype=format.media)
    response.call_on_close(reading.close)
    response.headers["Content-Length"] = str(document.bytes)
    response.headers["Content-Disposition"] = f'attachment; filename="document-{document.id}.{format.ending}"'
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _take_place(reading: Reading) -> None:
    """It is free again when this is closed, or lost with a request that failed."""
    with _counting:
        if sum(not one.closed for one in _fetched) >= AT_ONCE:
            reading.close()
            raise Busy("Others are fetching files right now. Please try again in a moment.", retry_after=AGAIN_AFTER_S)
        _fetched.add(reading)
