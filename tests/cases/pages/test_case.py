"""The page of a case: what every page of it shows, and what comes next."""

from datetime import date

import pytest

from shared import clock
from tests.cases.pages.working import at_pages
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


def test_each_step_says_how_far_it_is_why_it_is_due_and_what_to_do(case: Opened) -> None:
    case.to("agreed")
    page = at_pages(case.region.worker, f"/cases/{case.id}", date(2026, 3, 10))
    assert "Подписано 6 марта" in page.text
    assert "до 27 марта — осталось 17 дней 21 день от соглашения" in page.text
    assert page.one(".opora-progress__row--next a.govuk-button")["href"] == f"/cases/{case.id}/assessments/new"
    assert f"/cases/{case.id}/plan" not in [row["href"] for row in page.soup.select(".opora-progress__action a")]


def test_the_other_pages_of_a_case_lead_its_worker_to_what_comes_next(case: Opened) -> None:
    case.to("agreed")
    next_above, day = ".opora-banner a.govuk-link[href$='/assessments/new']", date(2026, 3, 10)
    listed = at_pages(case.region.worker, f"/cases/{case.id}/assessments", day)
    assert listed.one(next_above).get_text() == "Дальше: Оценить потребности"
    assert not at_pages(case.region.supervisor, listed.path, day).soup.select(next_above)
    assert not at_pages(case.region.worker, f"{listed.path}/new", day).soup.select(next_above)


def test_a_plan_that_is_there_is_changed_not_made(case: Opened) -> None:
    case.to("planned")
    page = at_pages(case.region.worker, f"/cases/{case.id}", date(2026, 3, 20))
    assert page.links()["Изменить план"] == f"/cases/{case.id}/plan"
    assert "Составить план" not in page.links()


@pytest.mark.parametrize(
    ("state", "after", "ru", "en"),
    [
        ("planned", "2026-03-20", "Дальше: Начать помогать по плану", "Next: Begin to help by the plan"),
        (
            "closed",
            "2026-12-02",
            "Дальше: Узнать, как семья живёт после",
            "Next: Find out how the family lives afterwards",
        ),
        ("followed_up", "2027-05-22", "Завершено 1 декабря 2026", "Ended 1 December 2026"),
    ],
)
def test_the_page_of_a_case_says_what_comes_next_whatever_its_state(
    case: Opened, state: str, after: str, ru: str, en: str
) -> None:
    case.to(state)
    for language, said in (("ru", ru), ("en", en)):
        page = at_pages(case.region.worker, f"/cases/{case.id}", date.fromisoformat(after), language)
        assert said in page.text


def test_a_supervisor_reads_the_case_and_is_offered_only_what_supervisors_do(case: Opened) -> None:
    page = at_pages(case.region.supervisor, f"/cases/{case.id}")
    assert "Написать заметку" not in page.links()
    assert "Завершить сопровождение" in page.links()
