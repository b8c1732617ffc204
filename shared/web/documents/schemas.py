"""Shapes of HTTP: documents of records."""

from marshmallow import Schema, fields

from shared.codes.codelist import CodeList
from shared.contracts.common import Instant as UtcInstant
from shared.web.fields import Body, Code, Day, Id, Text
from shared.web.file_forms import FormBody


def document_body(kinds: CodeList, members: bool) -> FormBody:
    """The form by which a document is added; `members`: whether it may be about one of the record's household."""
    said = {"kind": Code(kinds, required=True), "dated_on": Day(), "title": Text(longest=200)}
    about = {"member": Id()} if members else {}
    name = f"{kinds.name.title().replace('_', '')}Form"
    body: FormBody = FormBody.from_dict({**said, **about}, name=name)()  # type: ignore[assignment]
    return body


class AnnulDocumentBody(Body):
    reason = Text(longest=2_000, lines=True, required=True)


class AnnulledDocument(Schema):
    at = UtcInstant()
    by = fields.UUID()
    by_name = fields.String(allow_none=True)
    reason = fields.String()


class DocumentAnswer(Schema):
    """`annulled` is null while it stands; `erased_at` is when its file went after that."""

    id = fields.UUID()
    kind = fields.String()
    member = fields.UUID(allow_none=True)
    dated_on = fields.Date(allow_none=True)
    title = fields.String(allow_none=True)
    format = fields.String(metadata={"description": "A code of `document_formats`, told by the content."})
    bytes = fields.Integer()
    sha256 = fields.String()
    added_by = fields.UUID()
    added_by_name = fields.String(allow_none=True)
    added_at = UtcInstant()
    annulled = fields.Nested(AnnulledDocument, allow_none=True)
    erased_at = UtcInstant(allow_none=True)
