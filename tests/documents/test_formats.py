"""What a file is, is told by its content alone."""

import io
import struct
import warnings
import zipfile
import zlib

import pytest

from shared.documents.formats import format_of
from shared.documents.refused import Refused
from tests.documents.files import (
    ODT_TYPE,
    OLD_OFFICE,
    PDF,
    WORD_TYPES,
    docx,
    odt,
    picture,
    zipped,
)


def known(content: bytes) -> str:
    """The format, or the error's code."""
    try:
        return format_of(io.BytesIO(content), len(content))
    except Refused as problem:
        return problem.code


def _png_of(width: int, height: int) -> bytes:
    """A header alone: it says so many pixels and has none."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + b"\0\0\0\0IDAT\x35\xaf\x06\x1e"
    )


def _broken(content: bytes, at: int = -30) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 0xFF
    return bytes(changed)


def _encrypted(content: bytes) -> bytes:
    """The flag that says so, in the list of parts."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02") + 8
    changed[at] |= 1
    return bytes(changed)


def _many_parts() -> bytes:
    return zipped({f"{number:06}" + "x" * 60: "" for number in range(12_000)}, zipfile.ZIP_STORED)


def _says_it_is_huge() -> bytes:
    content = bytearray(docx())
    at = content.find(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", 0xFFFF_FFF0)
    return bytes(content)


MACRO_TYPES = WORD_TYPES.replace("</Types>", '<Override PartName="/word/a.bin" ContentType="x.vbaProject"/></Types>')


def _twice(types: str, again: str, name: str = "[Content_Types].xml") -> bytes:
    """Two lists of types: which one a program reads is its own affair."""
    with warnings.catch_warnings(action="ignore"):
        made = io.BytesIO(docx(types))
        with zipfile.ZipFile(made, "a") as file:
            file.writestr(name, again)
    return made.getvalue()


MACRO_ENABLED = WORD_TYPES.replace(
    "vnd.openxmlformats-officedocument.wordprocessingml.document", "vnd.ms-word.document.macroEnabled"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, "pdf"),
        (picture("JPEG"), "jpeg"),
        (picture("PNG"), "png"),
        (docx(), "docx"),
        (docx(WORD_TYPES.encode("utf-16")), "docx"),
        (odt(), "odt"),
        (b"", "empty"),
        (b" " + PDF, "not_allowed"),
        (b"MZ" + bytes(200), "not_allowed"),
        (b"<html><script>alert(1)</script>", "not_allowed"),
        (b"\xef\xbb\xbfhello", "not_allowed"),
        (picture("GIF"), "not_allowed"),
        (picture("WEBP"), "not_allowed"),
        (picture("JPEG")[:20], "broken_file"),
        (picture("PNG")[:40], "broken_file"),
        (_broken(picture("PNG")), "broken_file"),
        (_png_of(60_000, 60_000), "too_large"),
        (zipped({"a.txt": "words"}), "not_allowed"),
        (zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": ""}), "not_allowed"),
        (docx("<Types/>"), "not_allowed"),
        (docx(**{"word/vbaProject.bin": "x"}), "macros"),
        (docx(MACRO_TYPES), "macros"),
        (docx(MACRO_TYPES.encode("utf-16")), "macros"),
        (docx(MACRO_ENABLED), "macros"),
        (zipped({"[Content_Types].xml": WORD_TYPES, "word/document2.xml": "<w:document/>"}), "docx"),
        (_twice(MACRO_ENABLED, WORD_TYPES), "broken_file"),
        (_twice(WORD_TYPES, MACRO_ENABLED, "[content_types].XML"), "broken_file"),
        (docx(WORD_TYPES.replace("</Types>", "<X a='vba&#80;roject'/></Types>")), "broken_file"),
        (docx('<!DOCTYPE x [<!ENTITY v "vba">]>' + WORD_TYPES), "broken_file"),
        (docx(WORD_TYPES + " " * (2 << 20)), "broken_file"),
        (odt(ODT_TYPE + "-template"), "not_allowed"),
        (odt(**{"Basic/Standard/Module1.xml": "x"}), "macros"),
        (odt(**{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), "password_protected"),
        (_encrypted(docx()), "password_protected"),
        (_broken(docx(), -1), "broken_file"),
        (docx()[:-5], "broken_file"),
        (docx() + b"more", "broken_file"),
        (_many_parts(), "broken_file"),
        (_says_it_is_huge(), "broken_file"),
        (OLD_OFFICE, "old_format"),
        (OLD_OFFICE + bytes(65_000) + "EncryptedPackage".encode("utf-16-le"), "password_protected"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_file_is_taken_or_refused_for_what_it_is(content: bytes, expected: str) -> None:
    assert known(content) == expected


def test_whatever_follows_a_head_that_we_know_nothing_else_than_a_code_comes_of_it() -> None:
    heads = (picture("JPEG"), picture("PNG"), docx(), odt(), OLD_OFFICE)
    for head in heads:
        for cut in range(0, min(len(head), 900), 7):
            for tail in (b"", b"\xff" * 50, b"PK\x05\x06" + b"\xff" * 18):
                assert known(head[:cut] + tail)
