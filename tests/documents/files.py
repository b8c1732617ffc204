"""Small files of each kind, made by their own libraries or by hand; and the form that sends them."""

import io
import zipfile
from collections.abc import Iterable
from typing import Any

from PIL import Image

from shared.documents.formats import FORMATS
from tests.support.bench import Answer, Api

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
LINE = b"----line7f3a"

WORD_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override'
    ' PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def picture(format: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(made, format)
    return made.getvalue()


def zipped(parts: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def docx(types: str | bytes = WORD_TYPES, **more: str) -> bytes:
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **more})


def odt(mimetype: str = ODT_TYPE, **more: str) -> bytes:
    return zipped({"mimetype": mimetype, "content.xml": "<office:document-content/>", **more}, zipfile.ZIP_STORED)


FILES = {
    FORMATS["pdf"].media: PDF,
    FORMATS["jpeg"].media: picture("JPEG"),
    FORMATS["png"].media: picture("PNG"),
    FORMATS["docx"].media: docx(),
    FORMATS["odt"].media: odt(),
}
"""One of each kind, by its media type."""


def part(name: str, content: str | bytes, filename: str | None = None) -> bytes:
    """One part of a form; with a file name it is a file."""
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'Content-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode()
    return b"--" + LINE + b"\r\n" + head + (content.encode() if isinstance(content, str) else content) + b"\r\n"


def form(parts: Iterable[bytes]) -> bytes:
    return b"".join(parts) + b"--" + LINE + b"--\r\n"


HEADERS = {"Content-Type": f"multipart/form-data; boundary={LINE.decode()}"}


def send(api: Api, path: str, file: bytes | None = PDF, *, key: str | None = None, **fields: Any) -> Answer:
    """As a browser would."""
    said = [part(name, str(value)) for name, value in fields.items()]
    sent = [part("file", file, "Решение суда Иванов.pdf")] if file is not None else []
    return api.post(path, raw=form([*said, *sent]), headers=dict(HEADERS), key=key)
