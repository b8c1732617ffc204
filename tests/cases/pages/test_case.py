"""The page of a case: what every page of it shows, and what comes next."""

from datetime import date

from shared import clock
from tests.cases.region import Opened, noon


def test_every_page_of_a_case_says_whose_it_is_and_its_title_names_nobody(case: Opened) -> None:
    with clock.at(noon(date(2026, 3, 3))):
        page = case.region.worker.browser().get(f"/cases/{case.id}")
    banner = page.one(".opora-banner").get_text(" ", strip=True)
    assert page.status == 200
    assert "Журавлёва" in banner
    assert "Начали 2 марта" in banner
    assert "Журавлёва" not in page.title


def test_a_case_is_not_there_for_others_and_not_read_by_its_coordinator(case: Opened) -> None:
    assert case.region.referrer.browser().get(f"/cases/{case.id}").status == 404
    assert case.region.coordinator.browser().get(f"/cases/{case.id}").status == 403
