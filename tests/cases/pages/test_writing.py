"""What is written on a phone at the door, and what becomes of it: contacts, notes, visits, the timeline."""

from datetime import date

from shared import clock
from tests.cases.pages.working import DAY, at_pages
from tests.cases.region import Opened, noon
from tests.support.pages import Page


def test_a_contact_is_written_down_from_the_case_with_two_taps(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = case.region.worker.browser().get(f"/cases/{case.id}").follow("Записать контакт")
        page = form.submit({"kind": "visit", "members": case.mother})
    assert page.path == f"/cases/{case.id}"
    assert "Контакт записан." in page.text
    assert "Были у семьи · Марина" in page.text
    assert case.deadlines()["first_contact"][1] == "2026-03-03"


def test_a_contact_that_is_refused_names_the_field_and_keeps_what_was_typed(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/contacts/new")
        note = "Дверь открыла бабушка.\nМама на работе."
        page = form.submit({"kind": "visit", "at.day": "04.03.2026", "at.time": "31:00", "note": note})
        assert page.errors["at.day"]
        page = form.submit({"kind": "visit", "note": note})
    assert page.status == 422
    assert page.errors == {"members": "Отметьте, кто был, или выберите, что никого не застали."}
    assert page.one("textarea").get_text().strip() == note


def test_contacts_and_notes_are_kept_by_the_browser_and_sent_once(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/notes/new")
        assert form.one("main form")["data-opora-keep"] == f"note-{case.id}"
        form.submit({"text": "Звонить после шести"})
        again = form.submit({"text": "Звонить после шести"})
    assert again.status == 200
    assert again.text.count("Звонить после шести") == 1


def test_a_planned_visit_is_moved_and_done_by_saying_how_it_was(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/visits/new")
        form.submit({"at.day": "04.03.2026", "at.time": "15:00", "members": case.son, "note": "Взять альбом"})
        visit = form.browser.get(f"/cases/{case.id}/visits").follow("4 марта, 15:00")
        assert "Взять альбом" in visit.text
        visit = visit.follow("Перенести или изменить").submit({"at.day": "05.03.2026"})
        assert visit.heading == "Визит к семье, 5 марта, 15:00"
    with clock.at(noon(date(2026, 3, 6))):
        form = visit.browser.get(visit.path).follow("Состоялось: записать, как было")
        assert form.one(f"input[value='{case.son}']").has_attr("checked")
        assert "Контакт записан." in form.submit().text
        assert "Состоялось" in visit.browser.get(visit.path).text
        gone = form.submit({"_key": "another"})
    assert gone.errors == {"": "Этот визит уже отмечен или отменён. Запишите контакт отдельно."}


def test_a_visit_is_cancelled_with_a_reason_on_a_page_that_says_it_cannot_be_undone(case: Opened) -> None:
    with clock.at(noon(DAY)):
        visit = case.done(case.post("/visits", {"kind": "visit", "at": "2026-03-10T13:00:00Z"})).json
        form = at_pages(case.region.worker, f"/cases/visits/{visit['id']}/cancel")
        assert "вернуть нельзя" in form.text
        assert form.submit().errors["reason"]
        assert "Визит отменён." in form.submit({"reason": "Сын заболел"}).text
        late = form.submit({"reason": "Передумали"})
    assert late.status == 409
    assert late.one("textarea").get_text().strip() == "Передумали"


def test_an_entry_is_annulled_with_a_reason_and_stays_to_be_seen(case: Opened) -> None:
    with clock.at(noon(DAY)):
        case.done(case.post("/contacts", case.contact()))
        timeline = at_pages(case.region.worker, f"/cases/{case.id}/timeline?about=contacts")
        page = timeline.follow("Отменить запись : Контакт с семьёй").submit({"reason": "Другая семья"})
    assert "Запись отменена." in page.text
    assert "Другая семья" in page.text
    assert page.one("s").get_text() == "Контакт с семьёй"
    assert case.deadlines()["first_contact"][1] is None


def test_the_timeline_is_read_page_by_page_and_narrowed(case: Opened) -> None:
    for number in range(32):
        case.done(case.post("/notes", {"text": f"Запись номер {number}."}))
    page = at_pages(case.region.worker, f"/cases/{case.id}/timeline?about=notes")
    assert "Запись номер 31." in page.text
    assert "Запись номер 1." not in page.text
    with clock.at(noon(DAY)):
        assert "Запись номер 1." in page.follow("Что было раньше").text
    assert "Запись номер" not in at_pages(case.region.worker, f"/cases/{case.id}/timeline?about=course").text


def test_others_write_nothing_there(case: Opened) -> None:
    def status(path: str, who: str) -> int:
        page: Page = at_pages(getattr(case.region, who), f"/cases/{case.id}{path}")
        return page.status

    assert [status(path, "supervisor") for path in ("/notes", "/notes/new", "/contacts/new")] == [200, 403, 403]
    assert [status(path, "coordinator") for path in ("/notes", "/timeline", "/visits")] == [403, 403, 403]
    assert [status(path, "specialist") for path in ("/notes", "/notes/new", "/visits/new")] == [404, 404, 404]
