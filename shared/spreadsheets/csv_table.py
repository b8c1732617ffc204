"""Rows of a CSV file: UTF-8 or Windows-1251, with semicolons or commas, as Excel and others save them."""

import csv
from collections.abc import Iterator

from shared.spreadsheets.table import COLUMNS_AT_MOST, ROWS_AT_MOST, Row, Unreadable, text_cell

ENCODINGS = ("utf-8-sig", "cp1251")
DELIMITERS = ";,\t"


def rows(data: bytes) -> list[Row]:
    """Raises Unreadable."""
    text = _decoded(data)
    return [
        Row(number, [text_cell(one) for one in record])
        for number, record in enumerate(_records(text, _delimiter(text)), 1)
    ]


def _decoded(data: bytes) -> str:
    """A zero byte is in no text of these encodings, but in every one of UTF-16."""
    if b"\0" in data:
        raise Unreadable("bad_encoding")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("bad_encoding")


def _delimiter(text: str) -> str:
    """What parts the headings: no heading of ours holds one of these signs."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines[: _last(lines)]), delimiter=delimiter, strict=True)
    try:
        for number, record in enumerate(reader):
            if number > ROWS_AT_MOST:
                raise Unreadable("too_many_rows")
            if len(record) > COLUMNS_AT_MOST:
                raise Unreadable("too_many_columns")
            yield record
    except csv.Error:
        raise Unreadable("broken_file") from None


def _last(lines: list[str]) -> int:
    """Without the blank lines at the end."""
    count = len(lines)
    while count and not lines[count - 1].strip(f"{DELIMITERS} "):
        count -= 1
    return count
