"""Documents as answers show them, and their content."""

from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from shared.directory.model import KnownPerson
from shared.documents.formats import FORMATS
from shared.documents.model import Document
from shared.documents.reading import Reading
from shared.web.patience import patiently

_COLUMNS = ("id", "kind", "member", "dated_on", "title", "format", "bytes", "sha256", "added_by", "added_at")


def shown(session: Session, document: Document) -> dict[str, Any]:
    said = {name: getattr(document, name) for name in (*_COLUMNS, "erased_at")}
    return said | {"added_by_name": _name(session, document.added_by), "annulled": _annulled(session, document)}


def _annulled(session: Session, document: Document) -> dict[str, Any] | None:
    if document.annulled_at is None:
        return None
    by = {"by": document.annulled_by, "by_name": _name(session, document.annulled_by)}
    return {"at": document.annulled_at, "reason": document.annulled_reason} | by


def _name(session: Session, person: UUID | None) -> str | None:
    known = session.get(KnownPerson, person) if person else None
    return known.display_name if known else None


def download(document: Document, reading: Reading) -> Response:
    """To be kept as a file, never shown within our pages: what is in it is the sender's. Its name says nothing."""
    format = FORMATS[document.format]
    response = Response(patiently(request.environ, reading.pieces()), mimetype=format.media)
    response.call_on_close(reading.close)
    response.headers["Content-Length"] = str(document.bytes)
    response.headers["Content-Disposition"] = f'attachment; filename="document-{document.id}.{format.ending}"'
    response.headers["Content-Security-Policy"] = "sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response
