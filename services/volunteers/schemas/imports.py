"""Files of volunteers: a row, and what became of a file."""

from marshmallow import Schema, fields

from services.volunteers.schemas.register import DocumentBody, RegisterBody
from shared.codes import DOCUMENT_KINDS
from shared.web.fields import Body, Code, Day, Email, Part

BEGIN_AS = ("applied", "ready", "paused")
"""Who left is no part of a register."""

# Made from a dict because there is one for each code.
Documents = Body.from_dict({kind: Part(DocumentBody) for kind in DOCUMENT_KINDS}, name="ImportedDocuments")


class ImportedVolunteer(RegisterBody):
    """The person is named by their address; each kind of document has a place of its own."""

    email = Email(required=True)
    documents = Part(Documents)
    since = Day()
    status = Code(BEGIN_AS)
    paused_until = Day()


class Imported(Schema):
    id = fields.UUID(allow_none=True, metadata={"description": "Null when the file was only checked."})
    checked = fields.Boolean()
    count = fields.Integer(metadata={"description": "How many volunteers the file holds."})
    volunteers = fields.List(fields.UUID(), metadata={"description": "Their ids, in the file's order."})
