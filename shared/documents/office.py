"""Texts of Word and of LibreOffice: zips with certain parts. Nothing is unpacked but two small ones."""

import struct
import zipfile
import zlib
from typing import BinaryIO

from shared.documents.codes import BROKEN, MACROS, NOT_ALLOWED, OLD_FORMAT, PASSWORD
from shared.documents.refused import Refused

DIRECTORY_AT_MOST = 1 << 20
"""Bytes of a zip's list of parts, of about a hundred bytes each: Python makes an object of every one."""

UNPACKED_AT_MOST = 1 << 30
"""Bytes that all parts say they have unpacked: more would fill the machine of whoever opens it."""

PART_AT_MOST = 1 << 20
"""Bytes of a part that we read."""

_END = 22
_LOCATOR_64 = 20
_ENCRYPTED = 0x1
_ODT = b"application/vnd.oasis.opendocument.text"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError, OSError, struct.error)


def docx_or_odt(file: BinaryIO, size: int) -> str:
    """A code of `document_formats`. Raises Refused."""
    _check_end(file, size)
    try:
        with zipfile.ZipFile(file) as parts:
            return _kind(parts)
    except (*_UNREADABLE, RuntimeError):
        raise Refused(BROKEN) from None


def _check_end(file: BinaryIO, size: int) -> None:
    """Neither Word nor LibreOffice writes a comment after the list of parts, or needs zip64 for 20 MB."""
    file.seek(max(size - _END - _LOCATOR_64, 0))
    tail = file.read(_END + _LOCATOR_64)
    end = tail[-_END:]
    if not (end.startswith(b"PK\x05\x06") and end.endswith(b"\0\0")) or tail.startswith(b"PK\x06\x07"):
        raise Refused(BROKEN)
    (directory,) = struct.unpack("<L", end[12:16])
    if directory > DIRECTORY_AT_MOST:
        raise Refused(BROKEN)


def _kind(parts: zipfile.ZipFile) -> str:
    listed = parts.infolist()
    if sum(part.file_size for part in listed) > UNPACKED_AT_MOST:
        raise Refused(BROKEN)
    if any(part.flag_bits & _ENCRYPTED for part in listed):
        raise Refused(PASSWORD)
    names = {part.filename for part in listed}
    if len({name.lower() for name in names}) < len(listed):  # another program may open the other one of the two
        raise Refused(BROKEN)
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return _docx(parts, names)
    if {"mimetype", "content.xml"} <= names:
        return _odt(parts, names)
    raise Refused(NOT_ALLOWED)


def _docx(parts: zipfile.ZipFile, names: set[str]) -> str:
    """The list of types says which part has macros, whatever its name is, and that there is a text: Word on the web
    calls it `word/document2.xml`."""
    types = _read(parts, "[Content_Types].xml").replace(b"\0", b"").lower()  # it may be UTF-16
    if b"<!" in types or b"&#" in types:  # ways to write a type so that it can't be found; Word uses none
        raise Refused(BROKEN)
    if b"macroenabled" in types or b"vbaproject" in types or any("vbaproject" in name.lower() for name in names):
        raise Refused(MACROS)
    if b"wordprocessingml.document.main+xml" not in types:
        raise Refused(NOT_ALLOWED)
    return "docx"


def _odt(parts: zipfile.ZipFile, names: set[str]) -> str:
    if _read(parts, "mimetype").strip() != _ODT:
        raise Refused(NOT_ALLOWED)
    if "META-INF/manifest.xml" in names and b"encryption-data" in _read(parts, "META-INF/manifest.xml"):
        raise Refused(PASSWORD)
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise Refused(MACROS)
    return "odt"


def _read(parts: zipfile.ZipFile, name: str) -> bytes:
    """No more than `PART_AT_MOST` is unpacked, whatever the list says."""
    with parts.open(name) as part:
        found = part.read(PART_AT_MOST + 1)
    if len(found) > PART_AT_MOST:
        raise Refused(BROKEN)
    return found


def old_office(file: BinaryIO) -> str:
    """The error for a container of former Office versions: Word puts a new document into one to lock it."""
    file.seek(0)
    wanted, kept = "EncryptedPackage".encode("utf-16-le"), b""
    while piece := file.read(1 << 16):
        if wanted in kept + piece:
            return PASSWORD
        kept = piece[-len(wanted) :]
    return OLD_FORMAT
