"""A supervisor: where a family waits too long, down to the case, and what came of it all in figures."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from shared.codes import OUTCOME_FIGURES
from tests.browser.at_work import EVERYWHERE, at_work
from tests.browser.people import Person
from tests.browser.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SUPERVISOR = "supervisor@ngo.example"
Figures = dict[str, float | None]
"""Label → value."""

LATE = "main tr.opora-cards__late"


@EVERYWHERE
def test_a_supervisor_sees_who_is_late_and_goes_down_to_the_case(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, SUPERVISOR, language, size=size) as supervisor:
        for words in ("Where does a family wait too long?", "Nobody leads them", "Without a plan yet"):
            supervisor.sees(words)
        late, load = first_worker(supervisor)
        supervisor.open('main a[href*="/workers/"]')
        expect(supervisor.page.locator(".opora-status")).to_contain_text(load)
        expect(supervisor.page.locator(LATE)).to_have_count(late)
        supervisor.open(f"{LATE} a")
        expect(supervisor.page.locator(".opora-progress")).to_be_visible()
        assert supervisor.page.locator('main a[href$="/contacts/new"]').count() == 0


def first_worker(supervisor: Person) -> tuple[int, str]:
    """With whom most is late: how many families that are, and the load in words. Somebody is late in the region."""
    row = supervisor.page.locator("main tr:has(meter)").first
    late = int(row.locator(".opora-number").inner_text())
    assert late
    return late, row.locator(".opora-meter__text").inner_text()


@EVERYWHERE
def test_a_supervisor_sees_what_the_next_two_weeks_bring(
    town: Town, chromium: Chromium, language: str, size: Any
) -> None:
    with at_work(town, chromium, SUPERVISOR, language, size=size) as supervisor:
        day = 'main tr:has(a[href*="/overview/deadlines"])'
        due = supervisor.page.locator(day).first.locator("li").all_inner_texts()
        supervisor.open(f"{day} a")
        number = sum(int(one.rpartition(": ")[2]) for one in due)
        expect(supervisor.page.locator("main tbody tr")).to_have_count(number)
        supervisor.open("main tbody a")
        expect(supervisor.page.locator(".opora-progress")).to_be_visible()


@EVERYWHERE
def test_a_supervisor_takes_the_figures_along(
    town: Town, chromium: Chromium, language: str, size: Any, tmp_path: Path
) -> None:
    with at_work(town, chromium, SUPERVISOR, language, size=size) as supervisor:
        supervisor.follow("/cases/figures")
        supervisor.answer({"from": "01.01.2025", "by": "year"})
        supervisor.send()
        for drawn in supervisor.page.locator("main figure").all():
            expect(drawn.locator("svg")).to_be_visible()
        compared = supervisor.page.locator("main figcaption").last
        expect(compared).to_have_text(OUTCOME_FIGURES.text("children_served", language))
        assert not supervisor.screen.complaints(size)
        shown = figures(supervisor)
        with supervisor.page.expect_download() as download:
            supervisor.page.locator("main a[download]").click()
        kept = tmp_path / "figures.xlsx"
        download.value.save_as(kept)
        assert figures_in(kept, shown) == shown
        closed = OUTCOME_FIGURES.text("families_closed", language)
        supervisor.open_row(closed)
        expect(supervisor.page.locator("main tbody tr")).to_have_count(int(shown[closed] or 0))


def figures(supervisor: Person) -> Figures:
    """Of the table of all together."""
    rows = supervisor.page.locator("main table").first.locator("tbody tr").all()
    labels = [row.locator("th").evaluate("one => one.firstChild.textContent") for row in rows]
    values = [row.locator("td").first.inner_text() for row in rows]
    return {label: _number(value) for label, value in zip(labels, values, strict=True)}


def _number(text: str) -> float | None:
    """A mean of nobody is a dash."""
    return None if text == "—" else float(text.replace(",", "."))


def figures_in(file: Path, labels: Figures) -> Figures:
    """Of the first sheet."""
    rows = load_workbook(file).worksheets[0].iter_rows(values_only=True)
    return {str(row[0]): row[1] for row in rows if row[0] in labels}
