"""The first page of a case worker: what must be done today, and what is late."""

from datetime import date, timedelta
from typing import Any

from shared import clock
from tests.cases.pages.working import at_pages
from tests.cases.region import API, Opened, Region, noon
from tests.cases.test_roadmap import LATER, present, with_roadmap
from tests.support.absences import away
from tests.support.pages import Page

TODAY = date(2026, 3, 30)


def today(region: Region, who: Any = None, day: date = TODAY) -> Page:
    return at_pages(who or region.worker, "/cases/today", day)


def rows(page: Page, heading: str) -> list[str]:
    """What stands under a heading, a text for each row."""
    for table in page.soup.select("main table"):
        caption = table.select_one("caption")
        if caption and heading in caption.get_text():
            return [" ".join(row.get_text(" ").split()) for row in table.select("tbody tr")]
    return []


def test_what_is_late_says_since_when_why_and_leads_to_the_step(case: Opened) -> None:
    case.to("agreed")
    page = today(case.region)
    late = rows(page, "Просрочено")[-1]
    assert "срок был 27 марта — опоздание 3 дня" in late
    assert "21 день от соглашения" in late
    assert page.links()["Оценить потребности"] == f"/cases/{case.id}/assessments/new"


def test_visits_stand_on_their_day_and_ask_how_they_were_once_they_are_over(case: Opened) -> None:
    visit = {"kind": "visit", "at": "2026-03-30T13:00:00Z", "place": "дома"}
    case.done(case.post("/visits", visit, on=date(2026, 3, 29)))
    assert any("Визит к семье" in row and "сегодня, 16:00" in row for row in rows(today(case.region), "Сегодня"))
    after = today(case.region, day=TODAY + timedelta(days=1))
    assert any("запишите, как было" in row for row in rows(after, "Просрочено"))


def test_a_family_is_new_until_something_is_written_of_it(case: Opened) -> None:
    day = date(2026, 3, 3)
    (new,) = rows(today(case.region, day=day), "Новые для вас")
    assert "Журавлёва" in new
    case.done(case.post("/notes", {"text": "Позвонить вечером"}, on=day))
    assert rows(today(case.region, day=day), "Новые для вас") == []


def test_a_deputy_sees_the_work_of_who_is_away_and_whose_it_is(case: Opened) -> None:
    region = case.region
    assert "Журавлёва" not in today(region, region.colleague).text
    away(region.bench, region.worker, region.colleague, TODAY, TODAY + timedelta(days=7))
    page = today(region, region.colleague)
    assert "Вы замещаете: Соколова Вера" in page.text
    assert any("за: Соколова Вера" in row for row in rows(page, "Просрочено"))


def test_who_has_nothing_to_do_is_told_what_would_stand_there(region: Region) -> None:
    assert "Ничего не просрочено" in today(region).text
    assert region.referrer.browser().get("/cases/today").status == 403


def test_a_stage_waits_for_who_may_check_it_and_what_was_decided_for_who_does_it(case: Opened) -> None:
    with_roadmap(case)
    case.done(present(case, 0))
    specialist = str(case.region.specialist.id)
    meeting = {"planned_at": "2026-04-10T10:00:00Z", "invited": [specialist]}
    made = case.done(case.post("/meetings", meeting, on=LATER)).json
    decision = {"text": "Позвонить в школу", "who": specialist, "due_on": "2026-04-11"}
    held = {"held_on": "2026-04-10", "came": [specialist], "decisions": [decision]}
    with clock.at(noon(LATER)):
        case.done(case.region.worker.api.post(f"{API}/meetings/{made['id']}/held", held, if_match="*"))
    page = today(case.region, case.region.specialist, LATER)
    assert "Документы" in rows(page, "Ждут вашей проверки")[0]
    assert any("Позвонить в школу" in row and "завтра" not in row for row in rows(page, "Сегодня и завтра"))
    assert rows(today(case.region, day=LATER), "Ждут вашей проверки") == []


def test_a_concern_stands_first_for_who_raised_it_until_somebody_takes_it_up(case: Opened) -> None:
    day = date(2026, 3, 3)
    concern = case.done(case.post("/concerns", {"severity": "danger", "text": "Плачет"}, on=day)).json
    page = today(case.region, day=day)
    assert page.links()["Есть опасность"] == f"/cases/concerns/{concern['id']}"
    assert "Примите сигнал." in today(case.region, case.region.supervisor, day).text
    assert "Есть опасность" not in today(case.region, case.region.colleague, day).text
