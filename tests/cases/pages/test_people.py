"""The family and the team of a case, as pages show and change them."""

from datetime import date

from shared import clock
from tests.cases.pages.working import DAY, at_pages
from tests.cases.region import Opened, noon
from tests.support.pages import Page

ASKED = "main form[method=post]"


def family(case: Opened) -> Page:
    return at_pages(case.region.worker, f"/cases/{case.id}/family")


def test_the_family_stands_with_ages_and_is_added_to_and_corrected(case: Opened) -> None:
    assert "Журавлёва Тимофей Кто это" not in family(case).text
    assert "ребёнок, 7 лет" in family(case).text
    with clock.at(noon(DAY)):
        form = family(case).follow("В семье новый человек")
        new = {"members.0.role": "child", "members.0.first_name": "Алиса"}
        refused = form.submit(new)
        assert refused.errors == {"members.0.born_on": "Укажите дату рождения ребёнка или возраст ниже."}
        page = form.submit(new | {"members.0.born_on": "01.02.2026"})
        assert "Алиса" in page.text
        page = page.follow("Исправить : Марина").submit({"members.0.last_name": "Соколова"})
    assert "Соколова Марина" in page.text
    assert [one["first_name"] for one in case.json()["family"]["members"]] == ["Марина", "Тимофей", "Алиса"]


def test_someone_who_left_does_not_live_there_any_more(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = family(case).follow("Больше не живёт с семьёй : Тимофей")
        assert form.submit({"members.0.left_on": "01.01.2030"}).errors.keys() == {"members.0.left_on"}
        page = form.submit()
    assert "Кто жил раньше" in page.text
    assert "до 3 марта" in page.text


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(case: Opened) -> None:
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/family/home")
        case.done(case.call("PATCH", "/family", {"address": "Другой адрес"}, if_match=case.etag()))
        page = form.submit({"address": "Мой адрес"})
        assert "кто-то это изменил" in page.text
        assert page.one("textarea").get_text().strip() == "Мой адрес"
        assert "Мой адрес" in page.submit().text


def test_only_the_worker_changes_the_family(case: Opened) -> None:
    page = at_pages(case.region.supervisor, f"/cases/{case.id}/family")
    assert "Исправить" not in page.text
    assert at_pages(case.region.supervisor, f"/cases/{case.id}/family/new").status == 403


def test_someone_of_another_organisation_joins_the_team_and_leaves_it(case: Opened) -> None:
    school = case.region.school
    with clock.at(noon(DAY)):
        form = at_pages(case.region.worker, f"/cases/{case.id}/team/add?organisation={school}")
        assert form.submit({"role": "specialist"}, form=ASKED).errors.keys() == {"person"}
        page = form.submit({"person": str(case.region.specialist.id), "role": "specialist"}, form=ASKED)
        assert "Организация school" in page.text
        assert at_pages(case.region.specialist, f"/cases/{case.id}").status == 200
        page = page.press("Убрать из команды")
    assert "Организация school" not in page.text
    assert at_pages(case.region.specialist, f"/cases/{case.id}").status == 404


def test_a_coordinator_gives_the_case_to_another_worker_and_sees_each_ones_load_but_no_names(case: Opened) -> None:
    form = at_pages(case.region.coordinator, f"/cases/{case.id}/worker")
    assert "1 открытый случай" in form.text
    assert "Журавлёва" not in form.html
    with clock.at(noon(DAY)):
        page = form.submit({"worker": str(case.region.colleague.id)})
    assert page.path == "/cases/mine"
    assert case.json(who=case.region.colleague)["worker"] == str(case.region.colleague.id)
    assert at_pages(case.region.worker, f"/cases/{case.id}/worker", date(2026, 3, 4)).status == 404
