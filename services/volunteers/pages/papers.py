"""Documents of somebody on the register: for themselves and for their coordinators alike."""

from typing import Any

from services.volunteers.documents import OF_VOLUNTEERS
from services.volunteers.pages.wording import text_of
from shared.documents import commands
from shared.documents.codes import FILE_ERRORS, VOLUNTEER_DOCUMENT_KINDS
from shared.documents.model import Document
from shared.web.documents.schemas import document_body
from shared.web.documents.views import shown
from shared.web.pages import Form, _
from shared.web.pages.fields import Choice, Day, File, Text, options, sentences
from shared.web.routes import Call

AT_MOST = 50
PAPER = document_body(OF_VOLUNTEERS.kinds, OF_VOLUNTEERS.members)


def papers_of(call: Call) -> list[dict[str, Any]]:
    """The newest that stand."""
    standing = commands.of_record(call.record.id).where(Document.annulled_at.is_(None))
    found = call.session.scalars(standing.order_by(Document.id.desc()).limit(AT_MOST))
    return [shown(call.session, one) | {"kind_text": text_of(one.kind, VOLUNTEER_DOCUMENT_KINDS)} for one in found]


def paper_form(back: str) -> Form:
    return Form(
        _("Add a document"),
        [
            File("file", _("The file"), _("A photo or a PDF, up to 20 MB."), errors=sentences(FILE_ERRORS)),
            Choice("kind", _("What is it?"), options=options(VOLUNTEER_DOCUMENT_KINDS), many=True),
            Day("dated_on", _("Date of the document"), optional=True),
            Text("title", _("Remark"), optional=True),
        ],
        _("Add the document"),
        back=back,
    )


def add(call: Call) -> None:
    """Raises Invalid."""
    today = OF_VOLUNTEERS.today(call.session, call.record)
    commands.add(call.session, call.caller, call.record.id, today=today, **call.body)
