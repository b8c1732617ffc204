"""Who leads others sees where a family waits too long, and goes on from there."""

from datetime import date, timedelta

from shared import clock
from tests.cases.pages.working import DAY, at_pages
from tests.cases.region import OPENED_AT, Opened, Region, noon

LATE = date(2026, 3, 20)
"""By then a case opened on 2 March has had no contact and no agreement."""


def test_what_is_late_leads_from_the_overview_to_the_worker_and_the_family(case: Opened) -> None:
    supervisor = case.region.supervisor
    with clock.at(noon(LATE)):
        overview = supervisor.browser().get("/cases/overview")
        assert overview.heading == "Где семья ждёт слишком долго?"
        assert "1 семья из 1 ждёт дольше срока." in overview.text
        href = overview.one(f"a[href='/cases/workers/{case.region.worker.id}']")["href"]
        worker = supervisor.browser().get(str(href))
        assert worker.text.count("Журавлёва") == 1
        assert "опоздание" in worker.text
        assert worker.follow("Журавлёва").path == f"/cases/{case.id}"


def test_the_one_with_whom_most_is_late_comes_first_and_each_load_is_said(region: Region) -> None:
    for worker, many in ((region.colleague, 1), (region.worker, 2)):
        for _number in range(many):
            region.open(worker=worker.id)
    page = at_pages(region.supervisor, "/cases/workers", LATE)
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("main tbody tr")]
    assert ["2 семьи" in rows[0], "1 семья" in rows[1]] == [True, True]
    assert [meter["value"] for meter in page.soup.select("meter")] == ["2", "1"]


def test_a_case_that_nobody_leads_gets_its_worker(region: Region) -> None:
    early, later = region.open(worker=None), region.open(at=OPENED_AT + timedelta(hours=1), worker=None)
    with clock.at(noon(DAY)):
        overview = region.supervisor.browser().get("/cases/overview")
        listed = overview.follow("Выбрать кураторов всем этим семьям")
        assert listed.soup.select("main tbody a[href$=worker]")[0]["href"] == f"/cases/{early.id}/worker"
        form = listed.browser.get(f"/cases/{early.id}/worker")
        assert form.submit({"worker": str(region.colleague.id)}).status == 200
        left = listed.browser.get("/cases/without-worker")
    assert [str(early.id) in left.html, str(later.id) in left.html] == [False, True]
    coordinators = at_pages(region.coordinator, "/cases/without-worker")
    assert "Выбрать куратора" in coordinators.text


def test_deadlines_stand_by_day_and_each_says_where_it_comes_from(case: Opened) -> None:
    due_on = case.deadlines()["agreement"][0]
    with clock.at(noon(DAY)):
        overview = case.region.supervisor.browser().get("/cases/overview")
        day = next(words for words, href in overview.links().items() if href.endswith(f"day={due_on}"))
        page = overview.follow(day)
    assert "от начала случая" in page.text
    assert "Журавлёва" in page.text
    assert (
        at_pages(case.region.supervisor, "/cases/overview/deadlines?day=2026-03-01").text.count("сроков больше нет")
        == 1
    )


def test_a_concern_that_nobody_took_up_and_a_case_without_a_plan_are_seen_at_once(case: Opened) -> None:
    with clock.at(noon(DAY)):
        case.done(case.post("/concerns", {"severity": "danger", "text": "Ребёнок один дома."}))
    page = at_pages(case.region.supervisor, "/cases/overview")
    assert "Сигналы, которые никто не принял" in page.text
    assert "Плана ещё нет (1)" in page.text


def test_nobody_else_looks_at_how_others_work(case: Opened) -> None:
    region = case.region
    elsewhere = region.bench.person("supervisor", organisation=region.bench.organisation("ngo"))
    for path in ("/cases/overview", "/cases/workers", f"/cases/workers/{region.worker.id}"):
        assert at_pages(region.worker, path).status == 403, path
        assert at_pages(region.referrer, path).status in (403, 404), path
    assert at_pages(region.coordinator, "/cases/overview").status == 403
    assert at_pages(elsewhere, f"/cases/workers/{region.worker.id}").status == 404
    assert "Журавлёва" not in at_pages(region.coordinator, f"/cases/workers/{region.worker.id}").html
    assert "Журавлёва" not in at_pages(elsewhere, "/cases/overview").html


def test_supervision_reads_in_english_too_and_says_when_nothing_waits(region: Region) -> None:
    for path in ("/cases/overview", "/cases/workers", "/cases/without-worker"):
        assert at_pages(region.supervisor, path, language="en").status == 200
    assert "Ни одна семья не ждёт дольше срока." in at_pages(region.supervisor, "/cases/overview").text
