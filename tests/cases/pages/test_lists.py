"""Families as a list: filtered, page by page, found by what is typed."""

from shared import clock
from tests.cases.pages.working import DAY, at_pages
from tests.cases.region import Opened, Region, noon


def test_a_family_is_found_by_the_beginning_of_its_surname_and_opened(case: Opened) -> None:
    with clock.at(noon(DAY)):
        browser = case.region.worker.browser()
        page = browser.get("/cases/today").submit({"q": "журав"}, form="search form")
        assert page.path == f"/cases/{case.id}"
        nobody = browser.post("/cases/search", {"q": "Никифоров"})
        assert "никто не нашёлся" in nobody.text
        assert browser.post("/cases/search", {"q": ""}).errors.keys() == {"q"}


def test_several_that_are_found_stand_in_a_list_and_no_address_has_what_was_typed(region: Region) -> None:
    first, second = region.open(), region.open(reference="100-200-300")
    with clock.at(noon(DAY)):
        page = region.worker.browser().post("/cases/search", {"q": "Журавлёва"})
    assert (page.path, page.links()["Журавлёва"]) in [("/cases/search", f"/cases/{one.id}") for one in (first, second)]
    assert page.one("main [name=q]")["value"] == "Журавлёва"
    assert "Нашлось 2 семьи" in page.text


def test_the_list_is_narrowed_to_what_waits(case: Opened) -> None:
    region, worker = case.region, case.region.worker
    region.open(worker=None)
    assert "Журавлёва" in at_pages(worker, "/cases/mine?waits=without_plan&status=").text
    assert "никого нет" in at_pages(worker, "/cases/mine?waits=late").text
    assert "пока никто" in at_pages(region.supervisor, "/cases/mine?waits=without_worker").text
    case.to("planned")
    assert "никого нет" in at_pages(worker, "/cases/mine?waits=without_plan").text


def test_a_coordinator_sees_how_far_cases_are_and_no_names(case: Opened) -> None:
    page = at_pages(case.region.coordinator, "/cases/mine")
    assert case.json()["reference"] in page.text
    assert "Журавлёва" not in page.html
    assert at_pages(case.region.referrer, "/cases/mine").status == 403


def test_a_long_list_comes_page_by_page(region: Region) -> None:
    for _number in range(26):
        region.open()
    with clock.at(noon(DAY)):
        page = region.worker.browser().get("/cases/mine")
        assert len(page.soup.select("main tbody tr")) == 25
        assert len(page.follow("Следующая страница").soup.select("main tbody tr")) == 1
