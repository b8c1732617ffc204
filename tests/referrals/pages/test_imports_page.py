"""Families from a file, at a page: those that somebody refers, and those whom an NGO supports already."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO

import pytest

from shared import clock
from tests.referrals import sheets
from tests.referrals.case_sheets import HEADINGS, family
from tests.referrals.family import Region
from tests.referrals.sheets import Row, household, xlsx
from tests.support.pages import Page

QUEUE, IMPORT = "/referrals/queue", "/referrals/queue/import"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with clock.at(datetime(2026, 3, 2, 14, tzinfo=UTC)):
        yield


def sent(page: Page, rows: list[Row], check: str = "no", headings: Sequence[str] = HEADINGS) -> Page:
    values = {"file": (BytesIO(xlsx(rows, headings)), "Семьи.xlsx"), "check": check}
    return page.submit(values, content_type="multipart/form-data")


def test_families_are_brought_in_after_a_look_at_those_that_may_be_one(region: Region) -> None:
    form = region.coordinator.browser().get(QUEUE).follow("Перенести семьи, которые уже на сопровождении")
    rows = [*family(1), *family(2, "Щербаков"), *family(3, "Дроздов")]
    checked = sent(form, rows, "yes")
    assert checked.status == 200
    assert "получатся 3 записи" in checked.text
    assert "Строка 4: похоже на семью из строки 2" in checked.text
    assert not region.coordinator.browser().get(f"{QUEUE}?tab=taken").soup.select("tbody tr"), "only checked"
    done = sent(checked, rows)
    assert (done.status, len(done.links())) == (200, 3)
    assert done.follow(next(iter(done.links()))).status == 200
    assert len(region.coordinator.browser().get(f"{QUEUE}?tab=taken").soup.select("tbody tr")) == 3


def test_a_wrong_day_is_told_by_its_cell(region: Region) -> None:
    wrong = sent(region.coordinator.browser().get(IMPORT), family(1, **{"Последний контакт": "завтра"}))
    assert (wrong.status, list(wrong.errors)) == (422, ["file"])
    assert "T: Последний контакт" in wrong.soup.select("tbody tr")[0].get_text(" ")
    assert "Щербаков" not in wrong.html


def test_a_column_that_a_child_needs_and_the_file_lacks_is_named(region: Region) -> None:
    born = HEADINGS.index("Дата рождения")
    rows, headings = ([[*one[:born], *one[born + 1 :]] for one in part] for part in (family(1), [HEADINGS]))
    wrong = sent(region.coordinator.browser().get(IMPORT), rows, headings=headings[0])
    assert [cell.get_text() for cell in wrong.one("tbody tr").select("td")][:2] == ["3", "Дата рождения"]


def test_only_coordinators_bring_families_in(region: Region) -> None:
    assert region.supervisor.browser().get(IMPORT).status == 403
    assert IMPORT not in region.supervisor.browser().get(QUEUE).links().values()


def test_a_school_refers_several_families_at_once(region: Region) -> None:
    form = region.referrer.browser().get("/referrals/sent").follow("Направить семьи из файла")
    rows = [*household(1, region.ngo), *household(2, region.ngo, "Дроздов")]
    wrong = sent(form, [*rows, *household(3, "никому")], headings=sheets.HEADINGS)
    assert "Кому (организация)" in wrong.one("tbody").get_text()
    assert not region.coordinator.browser().get(QUEUE).soup.select("tbody tr"), "all of it or nothing"
    done = sent(wrong, rows, headings=sheets.HEADINGS)
    assert (done.status, len(done.links())) == (200, 2)
    assert len(region.coordinator.browser().get(QUEUE).soup.select("tbody tr")) == 2
    assert region.coordinator.browser().get("/referrals/sent/import").status == 403
