"""Files that are broken, bent by hand, or other than they say."""

import io
import re
import time
import zipfile
import zlib
from typing import Any

import pytest
from openpyxl import Workbook

from tests.referrals.family import API, Region
from tests.referrals.sheets import HEADINGS, column, delimited, form, household, repacked, send, xlsx

SHEET = "xl/worksheets/sheet1.xml"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxx"><!ENTITY c "&b;&b;&b;&b;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)


def _zip(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


def _grown(size: int) -> bytes:
    return _zip(**{"xl/workbook.xml": b"<workbook/>", SHEET: b" " * size})


def _lying() -> bytes:
    """An entry that unpacks to more than it declares."""
    data = bytearray(_zip(**{"xl/workbook.xml": b"<workbook/>", "xl/big.xml": b"<a>" + b" " * 100_000 + b"</a>"}))
    for match in re.finditer(re.escape((100_007).to_bytes(4, "little")), bytes(data)):
        data[match.start() : match.end()] = (10).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\n\n;;;\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old_excel"),
        (b"%PDF-1.7 ...", "not_a_spreadsheet"),
        (_zip(**{"word/document.xml": b"<w/>"}), "not_a_spreadsheet"),
        (b"PK\x03\x04 and nothing that follows", "broken_file"),
        (_grown(17 * 1024 * 1024), "too_large_unpacked"),
        (_lying(), "broken_file"),
        (_zip(**{"xl/workbook.xml": b"<workbook>"}), "broken_file"),
        (_zip(**{"xl/workbook.xml": b"<workbook/>"}), "broken_file"),
        (_zip(**{f"xl/{n}.xml": b"<a/>" for n in range(600)} | {"xl/workbook.xml": b"<a/>"}), "too_large_unpacked"),
        ("№ направления;Имя\n1;Фёдор\n".encode("utf-16"), "bad_encoding"),
        ("№ направления;Имя\n1;Ф".encode() + b"\x98\xff\n", "bad_encoding"),
        (b'"a;b', "broken_file"),
        (b";".join([b"x"] * 61), "too_many_columns"),
        (b"x\n" * 5_002, "too_many_rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_none_is_named(region: Region, data: bytes, code: str) -> None:
    before = region.bench.counts()
    answer = send(region, data)
    assert (answer.status, answer.json["errors"]) == (422, {"file": [code]})
    assert answer.json["details"][0]["text"]["ru"] != code
    assert region.bench.counts() == before


def _merged(book: Workbook) -> None:
    book.active.merge_cells("C2:C3")


def _hidden_sheet(book: Workbook) -> None:
    book.create_sheet("Пусто")
    book.active.sheet_state = "hidden"


def _hidden_row(book: Workbook) -> None:
    book.active.row_dimensions[3].hidden = True


def _second_sheet(book: Workbook) -> None:
    book.create_sheet("Лист2").append(["что-то ещё"])


def _emptied(book: Workbook) -> None:
    book.active.delete_rows(1, 10)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_merged, "merged_cells"),
        (_hidden_sheet, "hidden_sheet"),
        (_hidden_row, "hidden_rows"),
        (_second_sheet, "several_sheets"),
        (_emptied, "empty"),
    ],
)
def test_a_sheet_that_shows_other_than_it_holds_is_named(region: Region, change: Any, code: str) -> None:
    answer = send(region, xlsx(household(1, region.ngo), change=change))
    assert (answer.status, answer.json["errors"]) == (422, {"file": [code]})


def test_of_several_sheets_the_one_that_is_called_so_is_taken(region: Region) -> None:
    def change(book: Workbook) -> None:
        _second_sheet(book)
        book.worksheets[0].title = "Направления"
        book.create_sheet("Лист3")

    assert send(region, xlsx(household(1, region.ngo), change=change)).status == 201


def test_empty_sheets_beside_it_are_no_question(region: Region) -> None:
    assert send(region, xlsx(household(1, region.ngo), change=lambda book: book.create_sheet("Лист2"))).status == 201


def test_a_formula_is_refused_also_when_the_file_keeps_what_it_came_to(region: Region) -> None:
    def reckoned(sheet: bytes) -> bytes:
        formula = '<c r="O3" t="str"><f>A1</f><v>Фёдор</v></c>'.encode()
        changed, count = re.subn(rb'<c r="O3".*?</c>', formula, sheet)
        assert count == 1
        return changed

    answer = send(region, repacked(xlsx(household(1, region.ngo)), SHEET, reckoned))
    assert answer.json["errors"] == {"rows.3.O": ["formula"]}


def test_entities_that_grow_are_never_opened(region: Region) -> None:
    answer = send(region, repacked(xlsx(household(1, region.ngo)), SHEET, lambda _: BOMB))
    assert answer.json["errors"] == {"file": ["broken_file"]}


def test_entities_are_found_in_parts_of_any_name(region: Region) -> None:
    said = b'PartName="/xl/strings.dat" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml'
    listed = b"<Override " + said + b'.sharedStrings+xml"/></Types>'
    data = repacked(
        xlsx(household(1, region.ngo)), "[Content_Types].xml", lambda types: types.replace(b"</Types>", listed)
    )
    kept = io.BytesIO(data)
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("xl/strings.dat", BOMB.replace(b"<sheetData/>", b"&c;"))
    assert send(region, kept.getvalue()).json["errors"] == {"file": ["broken_file"]}


def test_a_picture_in_the_file_is_no_trouble(region: Region) -> None:
    kept = io.BytesIO(xlsx(household(1, region.ngo)))
    with zipfile.ZipFile(kept, "a") as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG\r\n\x1a\n\0\0")
        archive.writestr("xl/media/", b"")
    assert send(region, kept.getvalue()).status == 201


def test_a_size_that_the_file_claims_hides_no_rows(region: Region) -> None:
    def lie(sheet: bytes) -> bytes:
        assert b"<dimension" in sheet
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"', sheet)

    answer = send(region, repacked(xlsx(household(1, region.ngo)), SHEET, lie))
    seen = region.get(answer.json["referrals"][0]["id"]).json
    assert len(seen["family"]["members"]) == 2


def test_a_row_far_below_and_a_column_far_to_the_right_are_refused(region: Region) -> None:
    for cell, code in (("A1048576", "too_many_rows"), ("XFD2", "too_many_columns")):

        def change(book: Workbook, cell: str = cell) -> None:
            book.active[cell] = "далеко"

        answer = send(region, xlsx(household(1, region.ngo), change=change))
        assert answer.json["errors"] == {"file": [code]}


@pytest.mark.parametrize("number", [b"2", b"3"])
def test_rows_that_stand_out_of_order_are_not_lost_in_silence(region: Region, number: bytes) -> None:
    """The last child of the file says that it stands where the first family does."""
    rows = [*household(1, region.ngo), *household(2, region.ngo, "Орлов")]

    def bend(sheet: bytes) -> bytes:
        return sheet.replace(b'<row r="5"', b'<row r="' + number + b'"')

    data = repacked(xlsx(rows), SHEET, bend)
    assert send(region, data).json.get("errors") == {"file": ["broken_file"]}


def test_a_column_with_an_endless_name_costs_no_time(region: Region) -> None:
    """A file of 20 KB that would be reckoned with for hours."""
    named = b'r="' + b"A" * 10_000_000 + b'"'
    data = repacked(xlsx(household(1, region.ngo)), SHEET, lambda sheet: sheet.replace(b'r="B2"', named))
    before = time.process_time()
    assert send(region, data).json["errors"] == {"file": ["too_many_columns"]}
    assert time.process_time() - before < 10


def test_headings_are_told_that_are_unknown_double_or_missing(region: Region) -> None:
    headings = ["Район" if one == "Адрес" else one for one in HEADINGS[:-1]] + ["Кличка"]
    answer = send(region, xlsx(household(1, region.ngo), headings))
    last = "R"
    assert answer.json["errors"] == {
        f"headings.{column('Адрес')}": ["duplicate_heading"],
        f"headings.{last}": ["unknown_heading"],
    }
    short = send(region, xlsx([[1, "x"]], HEADINGS[:2]))
    assert short.json["errors"] == {"headings": ["missing_heading"]}
    assert "Фамилия" in {one["heading"] for one in short.json["details"]}


def test_a_value_without_a_heading_is_not_lost_in_silence(region: Region) -> None:
    rows = household(1, region.ngo)
    rows[1].append("ещё важное")
    answer = send(region, xlsx(rows))
    assert answer.json["errors"] == {"rows.3.S": ["no_heading"]}


def test_more_referrals_than_a_file_may_hold_are_refused(region: Region) -> None:
    rows = [row for number in range(501) for row in household(number, region.ngo)]
    assert send(region, delimited(rows)).json["errors"] == {"file": ["too_many_referrals"]}


def test_a_body_over_two_megabytes_is_too_large(region: Region) -> None:
    assert send(region, b"x" * (2 * 1024 * 1024 + 1)).status == 413


def test_what_is_no_form_with_one_file_is_refused(region: Region) -> None:
    api = region.referrer.api
    assert api.post(f"{API}/imports", {"file": "x"}).status == 400
    body, kind = form(b"x", field="other")
    answer = api.post(f"{API}/imports", raw=body, headers={"Content-Type": kind})
    assert answer.json["errors"] == {"other": ["unknown_field"], "file": ["required"]}
    assert api.post(f"{API}/imports", raw=b"junk", headers={"Content-Type": "multipart/form-data"}).status == 422


def test_random_bytes_never_break_anything(region: Region) -> None:
    good = xlsx(household(1, region.ngo))
    for seed in range(40):
        at = zlib.crc32(bytes([seed])) % len(good)
        bent = good[:at] + bytes([seed]) * 3 + good[at + 3 :]
        assert send(region, bent, "?check=1&again=1").status in (200, 422), seed


def test_a_part_of_the_form_without_a_name_is_refused(region: Region) -> None:
    body, kind = form(b"junk")
    nameless = body.replace(b'name="file"; ', b"")
    answer = region.referrer.api.post(f"{API}/imports", raw=nameless, headers={"Content-Type": kind})
    assert (answer.status, answer.json["errors"]) == (422, {"_": ["unknown_field"], "file": ["required"]})
