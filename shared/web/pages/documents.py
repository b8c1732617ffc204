"""Pages of documents, alike in every service: the list, adding one, taking one back. They stand on what a service says
of its records for the API (`shared.web.documents.routes.OfRecord`); a file comes down by the API's own route."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy.orm import Session

from shared.caller import Caller
from shared.documents import commands
from shared.documents.codes import FILE_ERRORS
from shared.documents.model import Document
from shared.problems import NotFound
from shared.web.documents.routes import OfRecord
from shared.web.documents.schemas import AnnulDocumentBody, document_body
from shared.web.documents.views import shown
from shared.web.pages import Form, Pages, _, go, show
from shared.web.pages.fields import Choice, Day, Field, File, Option, Text, options, sentences
from shared.web.paging import PageQuery, newest_first
from shared.web.routes import Call


@dataclass(frozen=True)
class PagesOfRecord:
    """`path` is that of the pages of a record, with `<uuid:id>`; `address` the same for one. `framed` gives what the
    templates `frame` and `form_frame` want; a template `frame` has the blocks `before` and `content` and shows
    `heading`. `about` are the members whom a document may be about."""

    of: OfRecord
    path: str
    address: Callable[[Any], str]
    framed: Callable[[Call, Any], dict[str, Any]] = lambda call, record: {}
    frame: str = "documents_frame.html"
    form_frame: str = "form.html"
    about: Callable[[Call, Any], Sequence[Option]] = lambda call, record: ()


def add_pages(pages: Pages, here: PagesOfRecord) -> None:
    """On this blueprint: `<path>/documents`, `…/documents/new`, `…/documents/<uuid>/annul`."""
    _add_list(pages, here)
    _add_adding(pages, here)
    _add_annulling(pages, here)


def _add_list(pages: Pages, here: PagesOfRecord) -> None:
    of = here.of

    @pages.page(f"{here.path}/documents", on=of.on, who=of.reads, query=PageQuery)
    def documents(call: Call) -> Response:
        found = commands.of_record(call.record.id)
        listed = newest_first(call.session, found, Document.id, call.query, lambda one: _row(call, of, one))
        return show(
            "documents.html",
            frame=here.frame,
            listed=listed,
            back=here.address(call.record),
            adds=of.adds.allows(call.caller, call.record),
            own=f"{here.address(call.record)}/documents",
            content=f"{pages.url_prefix}/api/v1{of.path.replace('<uuid:id>', str(call.record.id))}/documents",
            kinds=of.kinds,
            members=dict(option[:2] for option in here.about(call, call.record)),
            **here.framed(call, call.record),
        )


def _row(call: Call, of: OfRecord, document: Document) -> dict[str, Any]:
    may_annul = document.annulled_at is None and of.annuls.allows(call.caller, (call.record, document))
    return shown(call.session, document) | {"may_annul": may_annul}


def _add_adding(pages: Pages, here: PagesOfRecord) -> None:
    of, body = here.of, document_body(here.of.kinds, here.of.members)

    def document_form(call: Call) -> Form:
        return Form(
            _("Add a document"),
            _fields(call, here),
            _("Add the document"),
            lead=_("PDF, JPEG, PNG, DOCX or ODT, up to 20 MB. The file's name is not kept."),
            back=f"{here.address(call.record)}/documents",
            shown=here.framed(call, call.record),
        )

    @pages.form(
        f"{here.path}/documents/new", on=of.on, who=of.adds, body=body, form=document_form, template=here.form_frame
    )
    def add_document(call: Call) -> Response:
        of.may_add(call.record, call.body.get("member"))
        today = of.today(call.session, call.record)
        commands.add(call.session, call.caller, call.record.id, today=today, **call.body)
        return go(f"{here.address(call.record)}/documents", _("The document is added."))


def _fields(call: Call, here: PagesOfRecord) -> list[Field]:
    about = here.about(call, call.record) if here.of.members else ()
    whom: list[Field] = [Choice("member", _("Whom is it about?"), options=about, many=True, optional=True)]
    return [
        File("file", _("File"), errors=sentences(FILE_ERRORS)),
        Choice("kind", _("What is it?"), options=options(here.of.kinds), many=True),
        Day("dated_on", _("Which day stands on it?"), optional=True),
        *(whom if about else []),
        Text("title", _("A short title"), hint=_("Without names"), optional=True),
    ]


def _add_annulling(pages: Pages, here: PagesOfRecord) -> None:
    of = here.of

    def document_here(session: Session, caller: Caller, lock: bool, id: UUID, document: UUID) -> tuple[Any, Document]:
        """As the API's: whoever may not read the record's documents learns of none."""
        record = of.on(session, caller, lock, id=id)
        if not of.reads.allows(caller, record):
            raise NotFound
        return record, commands.document_of(session, record.id, document)

    def annul_document_form(call: Call) -> Form:
        record, _document = call.record
        return Form(
            _("Take a document back"),
            [Text("reason", _("Why was it a mistake?"), rows=3, longest=2_000)],
            _("Take the document back"),
            warning=_("From now on nobody can read it. Its line with the reason stays; the file is erased in 30 days."),
            dangerous=True,
            back=f"{here.address(record)}/documents",
            shown=here.framed(call, record),
        )

    @pages.form(
        f"{here.path}/documents/<uuid:document>/annul",
        on=document_here,
        who=of.annuls,
        body=AnnulDocumentBody,
        form=annul_document_form,
        template=here.form_frame,
    )
    def annul_document(call: Call) -> Response:
        record, document = call.record
        commands.annul(call.caller, document, **call.body)
        return go(f"{here.address(record)}/documents", _("Nobody can read the document any more."))
