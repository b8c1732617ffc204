"""Charts say by marks, dashes and numbers what they say by colour."""

from collections.abc import Iterator
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask import Flask, g

from shared.web.pages import charts
from shared.web.pages.reader import Reader


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    with Flask(__name__).app_context():
        g.reader = Reader("ru", "Europe/Moscow")
        yield


SPRING = [(date(2026, 3, 1), 2.0), (date(2026, 4, 1), 4.5)]


def test_each_series_has_a_stroke_and_a_mark_of_its_own_and_a_number_at_every_point() -> None:
    series = [charts.Line("Беседа", SPRING), charts.Line("Условия", [(date(2026, 3, 15), 3)])]
    drawn = BeautifulSoup(charts.lines("one", "Безопасность", "было 2", series, 1, 5), "html.parser")

    strokes = [line["stroke-dasharray"] for line in drawn.select("polyline")]
    marks = {str(mark["d"]).split(maxsplit=1)[1] for mark in drawn.select("path")}
    assert len(set(strokes)) == 2
    assert len(marks) == 2
    words = [text.get_text() for text in drawn.select("text")]
    assert {"2", "4,5", "3", "Беседа", "Условия", "01.03.2026", "01.04.2026"} <= set(words)
    svg = drawn.select_one("svg")
    assert svg is not None
    assert svg["aria-labelledby"] == "one-title one-desc"
    assert drawn.select_one("#one-desc").get_text() == "было 2"  # type: ignore[union-attr]
    assert "style" not in str(drawn)


def test_bars_of_another_kind_are_hatched_and_what_people_wrote_stays_text() -> None:
    items = [charts.Bar("<b>До</b>", 10), charts.Bar("После", 5, "5 из 10", kind=1)]
    drawn = BeautifulSoup(charts.bars("two", "Семьи", "10 и 5", items), "html.parser")

    full, hatched = [bar for bar in drawn.select("rect") if bar.find_parent("defs") is None]
    assert float(str(hatched["width"])) * 2 < float(str(full["width"]))
    assert hatched["fill"] == "url(#two-hatched)"
    assert drawn.select_one("b") is None
    assert "5 из 10" in drawn.get_text()


def test_a_long_label_goes_on_in_a_second_line_above_its_bar() -> None:
    long, short = "Родительские права сохранены или восстановлены", "Родительские права утрачены"
    drawn = BeautifulSoup(charts.bars("three", "Права", "", [charts.Bar(long, 3), charts.Bar(short, 1)]), "html.parser")

    lines, numbers = (
        [text for text in drawn.select("text") if text["font-weight"] == weight] for weight in ("400", "700")
    )
    assert " ".join(line.get_text() for line in lines) == f"{long} {short}"
    assert len(lines) == 3
    assert all(charts.SIGN * len(line.get_text()) <= charts.WIDTH for line in lines)
    order = [float(str(one["y"])) for one in (*lines[:2], numbers[0], lines[2], numbers[1])]
    assert order == sorted(order)


def test_nothing_is_drawn_of_nothing() -> None:
    assert charts.lines("a", "b", "c", [charts.Line("d", [])], 0, 5) == ""
    assert charts.bars("a", "b", "c", []) == ""
