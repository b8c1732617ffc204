"""What a file is, by its content: names and types that a sender gives it are not looked at."""

from dataclasses import dataclass
from typing import BinaryIO

from shared.documents.codes import EMPTY, NOT_ALLOWED
from shared.documents.office import docx_or_odt, old_office
from shared.documents.pictures import picture
from shared.documents.refused import Refused


@dataclass(frozen=True)
class Format:
    media: str
    ending: str


FORMATS = {
    "pdf": Format("application/pdf", "pdf"),
    "jpeg": Format("image/jpeg", "jpg"),
    "png": Format("image/png", "png"),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "odt": Format("application/vnd.oasis.opendocument.text", "odt"),
}
"""By the codes of `document_formats`."""

MEDIAS = tuple(format.media for format in FORMATS.values())

_HEAD = 16


def format_of(file: BinaryIO, size: int) -> str:
    """A code of `document_formats`; `size` in bytes. Raises Refused."""
    if size == 0:
        raise Refused(EMPTY)
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return picture(file, "JPEG")
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return picture(file, "PNG")
    if head.startswith(b"PK\x03\x04"):
        return docx_or_odt(file, size)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused(old_office(file))
    raise Refused(NOT_ALLOWED)
