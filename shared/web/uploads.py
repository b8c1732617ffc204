"""A small file in a request, as browsers send it: multipart/form-data with the field `file`, read into memory.

Large ones are forms with a file: `shared.web.file_forms`.
"""

import math
from typing import Any

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from shared.problems import BadRequest, Invalid
from shared.web.fields import Body, Raw

FIELD = "file"


class UploadBody(Body):
    """Base of the bodies of forms with a small file beside other fields. `file` loads as its bytes."""

    file = Raw(required=True)


def documentation(description: str) -> dict[str, Any]:
    """The request body as OpenAPI says it."""
    file = {"type": "string", "format": "binary", "description": description}
    form = {"type": "object", "properties": {FIELD: file}, "required": [FIELD]}
    return {"required": True, "content": {"multipart/form-data": {"schema": form}}}


def content(request: Request) -> bytes:
    """The file's bytes. Raises BadRequest for another kind of body, Invalid for another form. Its name is not read:
    it may hold a person's."""
    if request.mimetype != "multipart/form-data":
        raise BadRequest(f"Send the file as multipart/form-data, in the field “{FIELD}”.")
    whole_body(request)
    sent = request.files.getlist(FIELD)
    errors = {part_name(name): ["unknown_field"] for name in [*request.form, *request.files] if name != FIELD}
    if len(sent) != 1:
        errors[FIELD] = ["too_many" if sent else "required"]
    if errors:
        raise Invalid(errors)
    data: bytes = sent[0].read()
    return data


def chosen(request: Request) -> bytes | None:
    """The file's bytes in a form with other fields; None where none was chosen. Raises RequestEntityTooLarge."""
    sent = request.files.get(FIELD)
    return sent.read() if sent and sent.filename else None


def whole_body(request: Request) -> bytes:
    """Read before any form is made of it, so that it can be read again. Raises RequestEntityTooLarge."""
    raw = request.get_data()
    if request.content_length is None and len(raw) >= (request.max_content_length or math.inf):
        raise RequestEntityTooLarge  # it came in chunks, and Werkzeug cut it off there without a word
    return raw


def part_name(name: str | None) -> str:
    """As errors call a part of a form, which may have no name at all."""
    return (name or "_")[:100]
