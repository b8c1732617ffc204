"""Outcome figures as a page: a period is asked, each number says how it is counted and leads to its cases."""

from datetime import date

from shared import clock
from tests.cases.pages.working import at_pages
from tests.cases.region import Opened, Region, noon
from tests.support.bench import Person
from tests.support.pages import Page

TODAY = date(2027, 3, 15)
PERIOD = {"from": "01.01.2026", "to": "31.12.2026"}


def figures(who: Person, language: str = "ru", **asked: str) -> Page:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return at_pages(who, f"/cases/figures?{query}", TODAY, language)


def row(page: Page, label: str) -> str:
    return next(text for tr in page.soup.select("main tbody tr") if label in (text := tr.get_text(" ", strip=True)))


def test_a_number_says_how_it_is_counted_and_leads_to_its_cases(case: Opened) -> None:
    case.to("supported")
    with clock.at(noon(TODAY)):
        page = case.region.supervisor.browser().get("/cases/figures?from=01.01.2026&to=31.12.2026&by=district")
        served = row(page, "Дети, получившие услуги")
        assert "1 — — Дети, которые за период получили хотя бы одну услугу" in served
        assert len(page.soup.select("figure svg[role=img] title")) == 2
        behind = page.follow("Из каких семей сложилось : Дети, получившие услуги")
    assert behind.links()["Журавлёва"] == f"/cases/{case.id}"


def test_without_a_question_the_present_year_is_shown_and_the_workbook_has_the_same_period(case: Opened) -> None:
    page = at_pages(case.region.supervisor, "/cases/figures", TODAY)
    assert (page.one("[name=from]")["value"], page.one("[name=to]")["value"]) == ("01.01.2027", "15.03.2027")
    workbook = page.links()["Скачать все таблицы книгой Excel (XLSX)"]
    with clock.at(noon(TODAY)):
        content = page.browser.client.get(workbook)
    assert (content.status_code, content.data[:2]) == (200, b"PK")


def test_a_period_that_makes_no_sense_is_refused_at_its_field_and_stays_typed(region: Region) -> None:
    page = figures(region.supervisor, **{"from": "31.12.2026", "to": "01.01.2026"})
    assert page.errors == {"to": "Период кончается раньше, чем начинается. Проверьте обе даты."}
    assert page.one("[name=from]")["value"] == "31.12.2026"
    assert figures(region.supervisor, **{"from": "вчера", "to": "01.01.2026"}).errors.keys() == {"from"}
    assert figures(region.supervisor, **{"from": "", "to": ""}).errors.keys() == {"from", "to"}


def test_a_coordinator_is_led_to_no_case_by_what_is_written_in_it(case: Opened) -> None:
    case.to("closed")
    page = figures(case.region.coordinator, **PERIOD)
    behind = {href.split("/")[3] for href in page.links().values() if href.startswith("/cases/figures/")}
    assert "families_closed" in behind
    assert "families_self_sufficient" not in behind
    told = "/cases/figures/families_self_sufficient/cases?from=2026-01-01&to=2026-12-31"
    assert at_pages(case.region.coordinator, told, TODAY).status == 403
    assert at_pages(case.region.supervisor, told, TODAY).status == 200


def test_an_analyst_chooses_a_released_year_and_sees_no_small_number(case: Opened) -> None:
    case.to("supported")
    analyst = case.region.bench.person("analyst", organisation=case.region.bench.organisation("fund"))
    assert "Пока не опубликован ни один год." in figures(analyst).text
    case.region.bench.tick(noon(TODAY))
    page = figures(analyst)
    assert page.one("option[value='2026']")
    assert "скрыто" in row(page, "Дети, получившие услуги")
    assert not [href for href in page.links().values() if href.startswith("/cases/figures/")]
    assert figures(analyst, year="2026", by="region").status == 200
    assert figures(analyst, year="1999").status == 422


def test_figures_read_in_english_and_others_do_not_see_them(region: Region) -> None:
    assert figures(region.supervisor, "en", **PERIOD, by="year").heading == "Outcome figures"
    for person in (region.worker, region.referrer):
        assert figures(person).status == 403
