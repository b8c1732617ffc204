"""Files of any kind, without a service: headings, cells, and what a file may not be."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from marshmallow import Schema
from openpyxl import Workbook

from shared.codes import ROLES, Text
from shared.problems import Invalid
from shared.spreadsheets import bodies, files, values
from shared.spreadsheets.bodies import Entry
from shared.spreadsheets.codes import import_errors
from shared.spreadsheets.columns import Column
from shared.spreadsheets.files import Layout
from shared.spreadsheets.names import by_name
from shared.spreadsheets.template import Template, as_csv, as_xlsx, example
from shared.web.fields import Body, Day, Flag, Many
from shared.web.fields import Text as Line
from tests.support.sheets import filled_in, repacked, shared_text, typed, workbook

ERRORS = import_errors(too_many_boats=Text("Не больше 500 лодок", "500 boats at most"))
LAYOUT = Layout(
    (
        Column("name", ("Название", "Name")),
        Column("built_on", ("Построена", "Built on", "Дата"), values.day, needed=False),
        Column("crew", ("Команда", "Crew"), values.several(ROLES), needed=False),
        Column("ports", ("Гавани", "Ports"), needed=False, many=True),
        Column("afloat", ("На плаву", "Afloat"), values.yes_no, needed=False),
    ),
    ("Лодки", "Boats"),
    ERRORS,
    "too_many_boats",
)
PORTS = by_name([("north", "Северная"), ("south", "Южная"), ("small", "Малая"), ("tiny", "Малая")])


class Boat(Body):
    name = Line(longest=20, required=True)
    built_on = Day()
    crew = Many(Line())
    ports = Many(Line())
    afloat = Flag()


def _read(data: bytes, schema: type[Schema] = Boat) -> files.File[Entry]:
    return files.read(data, LAYOUT, lambda table: bodies.entries(table, LAYOUT, "name", schema(), {"ports": PORTS}))


def _refused(data: bytes) -> dict[str, list[str]]:
    with pytest.raises(Invalid) as refusal:
        _read(data)
    return refusal.value.errors


HEADINGS = ("Команда", "НАЗВАНИЕ*", "Построена", "на плаву", "Гавани")
ROW = ("Волонтёр; case_worker", "Ёлка", "5.3.2019", "Да", "северная, south")
SAID = {
    "name": "Ёлка",
    "built_on": date(2019, 3, 5),
    "crew": ["volunteer", "case_worker"],
    "afloat": True,
    "ports": ["north", "south"],
}


@pytest.mark.parametrize(
    "data",
    [
        workbook(HEADINGS, [ROW]),
        typed(HEADINGS, [ROW], encoding="cp1251"),
        typed(HEADINGS, [ROW], ","),
        workbook(("Crew", "name", "built on", "Afloat", "Ports"), [ROW]),
        workbook(HEADINGS, [(ROW[0], ROW[1], date(2019, 3, 5), ROW[3], "Северная\nЮжная")]),
    ],
    ids=["xlsx", "cp1251", "commas", "english", "dates"],
)
def test_columns_are_found_by_their_headings_in_any_order(data: bytes) -> None:
    file = _read(data)
    assert not file.trouble.errors
    assert [one.body for one in file.entries] == [SAID]


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        (0, "капитан", "unknown_code"),
        (1, "=A1", "formula"),
        (1, date(2024, 12, 1), "became_date"),
        (1, "а" * 21, "too_long"),
        (1, None, "required"),
        (2, 43529, "invalid_date"),
        (2, "весной", "invalid_date"),
        (3, "наверное", "not_yes_or_no"),
        (3, True, "type"),
        (4, "Северная; Дальняя", "not_found"),
        (4, "Малая", "ambiguous"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_its_place(place: int, value: Any, code: str) -> None:
    row = list(ROW)
    row[place] = value
    found = _read(workbook(HEADINGS, [ROW, row])).trouble
    assert found.errors == {f"rows.3.{'ABCDE'[place]}": [code]}
    assert found.found[0]["text"]["ru"] != code


def _merged(book: Workbook) -> None:
    book.active.merge_cells("A2:B2")


def _another_sheet(book: Workbook) -> None:
    book.create_sheet("Ещё").append(["что-то"])


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (b"%PDF-1.7 renamed", {"file": ["not_a_spreadsheet"]}),
        (b"", {"file": ["empty"]}),
        (workbook(HEADINGS, []), {"file": ["empty"]}),
        (workbook(HEADINGS, [ROW], _merged), {"file": ["merged_cells"]}),
        (workbook(HEADINGS, [ROW], _another_sheet), {"file": ["several_sheets"]}),
        (typed(HEADINGS, [ROW] * 501), {"file": ["too_many_boats"]}),
        (
            workbook(("Команда", "Дата", "Парус"), [ROW]),
            {"headings": ["missing_heading"], "headings.C": ["unknown_heading"]},
        ),
        (workbook(("Название", "Name"), [ROW]), {"headings.B": ["duplicate_heading"]}),
    ],
    ids=["pdf", "nothing", "headings alone", "merged", "sheets", "501", "missing", "double"],
)
def test_a_file_that_cannot_be_judged_row_by_row_is_refused_as_a_whole(
    data: bytes, errors: dict[str, list[str]]
) -> None:
    assert _refused(data) == errors


BUILT = {"built_on": date(2019, 3, 5)}
TEMPLATE = Template(LAYOUT, lambda language: [{"name": example(language)} | BUILT], [("crew", ROLES)])


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_template_is_read_as_it_stands_and_its_example_is_nothing(language: str) -> None:
    made = as_xlsx(TEMPLATE, language)
    assert _refused(made) == _refused(as_csv(TEMPLATE, language)) == {"file": ["empty"]}
    [one] = _read(filled_in(made, (2, 1, "Ёлка"))).entries
    assert one.body == {"name": "Ёлка"} | BUILT


def test_own_words_take_the_place_of_general_ones() -> None:
    codes = import_errors(empty=Text("Лодок нет", "No boats"))
    assert codes.text("empty", "ru") == "Лодок нет"
    assert codes.text("formula", "ru") == ERRORS.text("formula", "ru")


def _with_hidden_columns(book: Workbook) -> None:
    book.active.column_dimensions["C"].hidden = True


def _with_the_empty_ones_hidden(book: Workbook) -> None:
    book.active.column_dimensions.group("F", "XFD", hidden=True)


def test_what_stands_in_a_hidden_column_nobody_looked_over() -> None:
    assert _refused(workbook(HEADINGS, [ROW], _with_hidden_columns)) == {"file": ["hidden_columns"]}
    assert _read(workbook(HEADINGS, [ROW], _with_the_empty_ones_hidden)).entries[0].body == SAID


def test_one_long_text_in_many_cells_is_too_much() -> None:
    """Some kilobytes to send: the cells only point to it. Each is read, and that takes minutes."""
    rows = [["", "СЮДА"]] * 60
    data = shared_text(workbook(HEADINGS, rows), "СЮДА", " " + "а" * 100_000)
    assert len(data) < 20_000
    assert _refused(data) == {"file": ["too_large_unpacked"]}


PLAIN = workbook(HEADINGS, [ROW])


def _slow_format(part: bytes) -> bytes:
    return part.replace(b"<fonts", b'<numFmts><numFmt numFmtId="170" formatCode="%b"/></numFmts><fonts' % (b"[" * 300))


def _slow_print_area(part: bytes) -> bytes:
    name = b'<definedName name="_xlnm.Print_Area" localSheetId="0">%b</definedName>' % (b"$A$1:$B$2," * 1000)
    return part.replace(b"<definedNames />", b"<definedNames>" + name + b"</definedNames>")


def _many_styles(part: bytes) -> bytes:
    return part.replace(b"</cellXfs>", b"<xf/>" * 200_000 + b"</cellXfs>")


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("xl/styles.xml", _slow_format, "broken_file"),
        ("xl/workbook.xml", _slow_print_area, "broken_file"),
        ("xl/styles.xml", _many_styles, "too_large_unpacked"),
    ],
)
def test_what_would_keep_the_reader_busy_for_hours_is_refused(
    part: str, change: Callable[[bytes], bytes], code: str
) -> None:
    data = repacked(PLAIN, part, change)
    assert data != repacked(PLAIN, part, bytes)
    assert _refused(data) == {"file": [code]}
