"""The routes of documents, alike in every service: list and add, content, annul. A service says of which record, and
who may."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.codes.codelist import CodeList
from shared.documents import commands
from shared.documents.content import content_of
from shared.documents.formats import MEDIAS
from shared.documents.model import Document
from shared.problems import NotFound
from shared.web.documents.schemas import AnnulDocumentBody, DocumentAnswer, document_body
from shared.web.documents.views import download, shown
from shared.web.paging import PageQuery, newest_first, page_of
from shared.web.policy import Policy
from shared.web.routes import Call, Routes


@dataclass(frozen=True)
class OfRecord:
    """What a service says of the documents of one kind of record.

    `path` names it with `<uuid:id>`; `on` loads it like any route's, for those who may read its documents or see at
    least that there may be some. `annuls` gets the record and the document. `today` is the day where it is.
    `may_add` raises Conflict when nothing is added any more, Invalid for a `member` who does not belong to it; None of
    `members` there: the form has no such field.
    """

    path: str
    kinds: CodeList
    on: Callable[..., Any]
    reads: Policy
    adds: Policy
    annuls: Policy
    today: Callable[[Session, Any], date]
    may_add: Callable[[Any, UUID | None], None] = lambda record, member: None
    members: bool = True


def add_routes(routes: Routes, of: OfRecord) -> None:
    """On this blueprint."""
    _add_list(routes, of)
    _add_adding(routes, of)
    _add_content(routes, of)
    _add_annulling(routes, of)


def _add_list(routes: Routes, of: OfRecord) -> None:
    @routes.get(f"{of.path}/documents", on=of.on, who=of.reads, query=PageQuery, answer=page_of(DocumentAnswer))
    def documents(call: Call) -> dict[str, Any]:
        """The newest first, those that were annulled among them."""
        found = commands.of_record(call.record.id)
        return newest_first(
            call.session, found, Document.id, call.query, lambda document: shown(call.session, document)
        )


def _add_adding(routes: Routes, of: OfRecord) -> None:
    body = document_body(of.kinds, of.members)

    @routes.post(f"{of.path}/documents", on=of.on, who=of.adds, body=body, answer=DocumentAnswer, status=201)
    def add_document(call: Call) -> dict[str, Any]:
        of.may_add(call.record, call.body.get("member"))
        today = of.today(call.session, call.record)
        document = commands.add(call.session, call.caller, call.record.id, today=today, **call.body)
        return shown(call.session, document)


def _add_content(routes: Routes, of: OfRecord) -> None:
    def document_here(session: Session, caller: Caller, lock: bool, id: UUID, document: UUID) -> tuple[Any, Document]:
        return _document_here(of, session, caller, lock, id, document)

    path = f"{of.path}/documents/<uuid:document>/content"

    @routes.get(path, on=document_here, who=_of_both(of.reads), medias=MEDIAS)
    def document_content(call: Call) -> Response:
        _, document = call.record
        return download(document, content_of(call.session, document))


def _add_annulling(routes: Routes, of: OfRecord) -> None:
    def document_here(session: Session, caller: Caller, lock: bool, id: UUID, document: UUID) -> tuple[Any, Document]:
        return _document_here(of, session, caller, lock, id, document)

    path = f"{of.path}/documents/<uuid:document>/annul"

    @routes.post(path, on=document_here, who=of.annuls, body=AnnulDocumentBody, answer=DocumentAnswer)
    def annul_document(call: Call) -> dict[str, Any]:
        _, document = call.record
        return shown(call.session, commands.annul(call.caller, document, **call.body))


def _document_here(
    of: OfRecord, session: Session, caller: Caller, lock: bool, id: UUID, document: UUID
) -> tuple[Any, Document]:
    """Whoever may not read the record's documents learns of none. The record is locked for who writes."""
    record = of.on(session, caller, lock, id=id)
    if not of.reads.allows(caller, record):
        raise NotFound
    return record, commands.document_of(session, record.id, document)


def _of_both(policy: Policy) -> Policy:
    return Policy(policy.description, lambda caller, pair: policy.allows(caller, pair[0]))
