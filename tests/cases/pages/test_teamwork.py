"""Meetings of a team and what it decided, concerns, and the calendar of one's phone."""

from datetime import date

from shared import clock
from tests.cases.pages.working import DAY, at_pages
from tests.cases.region import Opened, noon


def test_a_meeting_is_planned_held_with_decisions_and_each_is_settled(case: Opened) -> None:
    worker = str(case.region.worker.id)
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/meetings/new")
        planned = form.submit({"planned_at.day": "05.03.2026", "planned_at.time": "10:00", "place": "Центр"})
        assert planned.heading == "Встреча команды, 5 марта, 10:00"
    with clock.at(noon(date(2026, 3, 5))):
        form = planned.follow("Состоялась: кто пришёл и что решили")
        decision = {
            "decisions.0.text": "Записать в кружок",
            "decisions.0.who": worker,
            "decisions.0.due_on": "01.03.2026",
        }
        refused = form.submit(decision)
        assert refused.errors == {"decisions.0.due_on": "Это раньше встречи. Проверьте дату."}
        held = refused.submit({"decisions.0.due_on": "20.03.2026"})
        assert "Записать в кружок" in held.text
        assert "до 20 марта — осталось 15 дней" in held.text
        done = held.follow("Выполнено : Записать в кружок").submit()
        assert "Сделано, 5 марта" in done.text
        again = done.follow("Вернуть в работу : Записать в кружок").submit({"reason": "Ошиблись семьёй"})
    assert "В работе" in again.text


def test_a_meeting_is_moved_cancelled_and_annulled_where_that_is_possible(case: Opened) -> None:
    body = {"planned_at": "2026-03-05T07:00:00Z", "invited": [str(case.region.worker.id)]}
    with clock.at(noon(DAY)):
        meeting = case.done(case.post("/meetings", body)).json
        page = at_pages(case.region.worker, f"/cases/meetings/{meeting['id']}")
        page = page.follow("Перенести или изменить").submit({"link": "meet"})
        assert page.errors == {"link": "Напишите адрес страницы целиком: он начинается с https://"}
        page = page.submit({"link": "https://meet.example/room"})
        assert page.links()["Войти онлайн"] == "https://meet.example/room"
        page = page.follow("Отменить").submit({"reason": "Все заболели"})
    assert "Отменена. Все заболели" in page.text
    assert at_pages(case.region.coordinator, page.path).status == 404


def test_a_concern_is_raised_at_the_door_and_taken_up_by_a_supervisor(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/concerns/new")
        assert "112" in form.text
        assert form.submit({"text": "Ребёнок ночует один."}).errors.keys() == {"severity"}
        raised = form.submit({"text": "Ребёнок ночует один.", "severity": "danger"})
        assert "Сигнал пока никто не принял." in raised.text
        assert "Принять" not in raised.links()
        assert at_pages(case.region.worker, f"{raised.path}/acknowledge").status == 403
        supervisor = at_pages(case.region.supervisor, raised.path)
        page = supervisor.follow("Принять").submit({"note": "Еду к семье"})
        assert "Еду к семье" in page.text
        assert "Еду к семье" not in at_pages(case.region.worker, raised.path).text
    assert at_pages(case.region.colleague, raised.path).status == 404
    listed = at_pages(case.region.supervisor, "/cases/concerns?status=")
    assert listed.links().keys() == {"Есть опасность , 3 марта, 12:00"}


def test_the_address_of_a_calendar_is_shown_once_and_withdrawn(case: Opened) -> None:
    with clock.at(noon(DAY)):
        page = at_pages(case.region.worker, "/cases/calendar").press("Создать адрес")
        address = page.one("textarea").get_text()
        path = address[address.index("/cases/") :]
        feed = case.region.bench.nobody
        assert feed.get(path).status == 200
        assert address not in page.browser.get("/cases/calendar").html
        page.press("Отозвать адрес")
        assert feed.get(path).status == 404
    assert at_pages(case.region.coordinator, "/cases/calendar").status == 403


def test_words_that_other_services_have_too_mean_here_what_cases_say(case: Opened) -> None:
    page = at_pages(case.region.supervisor, "/cases/concerns")
    assert page.one("label[for=status]").get_text() == "Состояние"
