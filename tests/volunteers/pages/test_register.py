"""A volunteer coordinator keeps the register: somebody new, checks, papers that end, pauses, pairings, finding."""

import re
from datetime import timedelta

import pytest

from shared import clock
from tests.support.pages import Page
from tests.volunteers.town import Registered, Town

REGISTER = "/volunteers/register"
ASSIGNMENTS = "/volunteers/assignments"


def page_of(town: Town, someone: Registered) -> Page:
    return town.coordinator.browser().get(f"{REGISTER}/{someone.id}")


def test_whose_page_it_is_stands_on_it_and_not_in_its_title(town: Town) -> None:
    page = page_of(town, town.ready())
    assert page.heading not in page.title


def test_somebody_new_is_registered_vetted_and_ready_from_the_list_to_the_end(town: Town):
    person = town.bench.person("contact_family", organisation=town.ngo)
    form = town.coordinator.browser().get(REGISTER).follow("Записать в реестр")
    empty = form.submit({"capacity": "много"})
    assert set(empty.errors) == {"kind", "capacity", "districts.0.one"}
    assert empty.one("#capacity")["value"] == "много"
    body = {"kind": "contact_family", "capacity": "2", "districts.0.one": "lesnoy"}
    assert set(empty.submit(body).errors) == {"person"}
    body |= {"person": str(person.id)}
    made = empty.submit(body | {"times.0.weekday": "6", "times.0.from": "9:30", "times.0.to": "12:00"})
    assert ("Знакомство не окончено" in made.text, "суббота 09:30–12:00" in made.text) == (True, True)
    too_soon = made.follow("Разрешить приглашать").submit()
    assert (too_soon.status, "чего не хватает" in too_soon.text) == (409, True)
    check = made.follow("Отметить проверку")
    days = {"vetting.trained_on": "10.01.2026", "vetting.interviewed_on": "12.01.2026"}
    wrong = check.submit(days | {"vetting.approved_on": "01.01.2026", "vetting.documents.0.kind": "medical"})
    assert "раньше обучения" in wrong.errors["vetting.approved_on"]
    checked = wrong.submit({"vetting.approved_on": "15.01.2026", "vetting.documents.0.expires_on": "14.03.2031"})
    assert "Медицинское заключение до 14 марта 2031" in checked.text
    ready = checked.follow("Разрешить приглашать").submit()
    assert "Контактная семья: Можно приглашать" in ready.text
    assert str(person.id) not in town.coordinator.browser().get(f"{REGISTER}/new").html, "they are on it already"


def test_the_list_is_narrowed_by_state_and_kind_and_shows_whose_papers_end_soon(town: Town):
    soon, later, renewed = town.ready(), town.applicant(kind="volunteer"), town.ready()
    today = clock.today("Europe/Moscow")
    papers = [{"kind": "medical", "expires_on": (today + timedelta(days=days)).isoformat()} for days in (10, 400)]
    town.change(soon.id, {"vetting": {"documents": papers[:1]}})
    town.change(renewed.id, {"vetting": {"documents": papers}})
    browser = town.coordinator.browser()

    def shown(query: str) -> set[str]:
        return {str(one["href"]).rpartition("/")[2] for one in browser.get(REGISTER + query).soup.select("tbody a")}

    assert shown("") == {soon.id, later.id, renewed.id}
    assert shown("?status=applied") == {later.id}
    assert shown("?kind=contact_family") == {soon.id, renewed.id}
    assert shown("?expiring=1") == {soon.id}
    assert "осталось 10 дней" in browser.get(f"{REGISTER}?expiring=1").text


def test_a_profile_is_changed_with_what_their_household_works_for(town: Town):
    someone = town.ready()
    form = page_of(town, someone).follow("Изменить анкету")
    saved = form.submit({"employers.0.one": str(town.school), "capacity": "3", "skills": ["law", "driving"]})
    assert "Возить на машине" in saved.text
    known = town.get(f"volunteers/{someone.id}").json
    assert (known["employers"], known["capacity"]) == ([str(town.school)], 3)
    meanwhile = form.submit({"capacity": "5"})
    assert (meanwhile.status, meanwhile.one("#capacity")["value"]) == (409, "5")


def test_a_pause_and_its_end_and_leaving_are_the_coordinators_to_say(town: Town):
    someone = town.ready()
    paused = page_of(town, someone).follow("Поставить на паузу").submit()
    assert "Сейчас пауза" in paused.text
    assert "Можно приглашать" in paused.follow("Закончить паузу").submit().text
    sure = page_of(town, someone).follow("Убрать из реестра")
    assert sure.soup.select(".govuk-button--warning")
    assert "Больше не участвует" in sure.submit().text


def test_nobody_vets_themselves(town: Town):
    person = town.bench.person("volunteer_coordinator", "volunteer", organisation=town.ngo)
    body = {"kind": "volunteer", "districts": ["lesnoy"], "languages": ["ru"]}
    own = town.post("volunteers", body, by=person).json["id"]
    page = person.browser().get(f"{REGISTER}/{own}")
    assert "Это вы" in page.text
    assert "Отметить проверку" not in page.links()
    form = person.browser().get(f"{REGISTER}/{own}/check")
    assert form.submit({"vetting.approved_on": "15.01.2026"}).status == 403


def test_a_pairing_is_read_written_handed_on_and_ended_only_when_it_must(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    other = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    page = town.coordinator.browser().get(ASSIGNMENTS).follow("482-109-379")
    assert "Завершают волонтёр или семья" in page.text
    written = page.follow("Написать в дневник").submit({"text": "Созвонились."})
    assert "Созвонились." in written.text
    handed = page.follow("Передать другому координатору").submit({"supervised_by": str(other.id)})
    assert "Пара передана" in handed.text
    assert "Читать дневник" not in handed.links(), "the journal goes with it"
    assert town.coordinator.browser().get(f"{ASSIGNMENTS}/{pairing['id']}/journal").status == 403
    assert "Созвонились." in other.browser().get(f"{ASSIGNMENTS}/{pairing['id']}/journal").text
    town.deactivated(someone)
    ended = other.browser().get(f"{ASSIGNMENTS}?show=ended").follow("482-109-379")
    assert "Завершено" in ended.text


def test_what_is_to_be_decided_stands_in_a_list_of_its_own(town: Town):
    someone, wish = town.ready(), town.wish()
    town.pairing(wish, someone)
    browser = town.coordinator.browser()
    assert "Решать нечего" in browser.get(f"{ASSIGNMENTS}?show=attention").text
    town.changed_person(someone, "volunteer")
    page = browser.get(f"{ASSIGNMENTS}?show=attention")
    assert "волонтёра больше нет: завершите встречи" in page.text
    sure = page.follow("482-109-379").follow("Завершить встречи")
    assert "Отменить нельзя" in sure.text
    assert "Встречи завершены" in sure.submit().text
    assert town.status_of(wish) == "ended"


def test_somebody_is_found_without_a_name_in_an_address(town: Town):
    someone, wish = town.ready(), town.wish()
    browser = town.coordinator.browser()
    found = browser.post("/volunteers/search", {"q": "Соколо"})
    assert (found.path, f"{REGISTER}/{someone.id}" in found.links().values()) == ("/volunteers/search", True)
    assert found.one("#q")["value"] == "Соколо"
    by_reference = browser.post("/volunteers/search", {"q": "482109379"})
    assert f"/volunteers/requests/{wish.id}" in by_reference.links().values()
    assert "нет никого" in browser.post("/volunteers/search", {"q": "Неизвестнов"}).text
    assert list(browser.post("/volunteers/search", {"q": " "}).errors) == ["q"]
    assert browser.get("/volunteers/search").one("search form")["action"] == "/volunteers/search"


def test_another_organisations_register_is_not_there(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    paths = [f"{REGISTER}/{someone.id}{page}" for page in ("", "/check", "/profile", "/ready", "/pause", "/left")]
    paths += [f"{REGISTER}/{someone.id}/papers/new", f"{ASSIGNMENTS}/{pairing['id']}"]
    paths += [f"{ASSIGNMENTS}/{pairing['id']}/{page}" for page in ("journal", "journal/new", "supervisor", "end")]
    elsewhere = town.bench.person("volunteer_coordinator", organisation=town.other_ngo).browser()
    assert {elsewhere.get(path).status for path in paths} == {404}
    for path in (REGISTER, ASSIGNMENTS):
        assert not elsewhere.get(path).soup.select("tbody a")
    assert someone.id not in elsewhere.post("/volunteers/search", {"q": "Соколова"}).html
    volunteer = someone.person.browser()
    assert {volunteer.get(path).status for path in (REGISTER, ASSIGNMENTS, paths[0], paths[1])} == {403}
    assert volunteer.post("/volunteers/search", {"q": "Соколова"}).status == 403


@pytest.mark.parametrize("room", ["register", "assignments"])
def test_pages_of_the_register_speak_english_too(town: Town, room: str):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)["id"]
    pages = {
        "register": [
            "",
            "/new",
            *(f"/{someone.id}{page}" for page in ("", "/check", "/profile", "/left", "/papers/new")),
        ],
        "assignments": ["", *(f"/{pairing}{page}" for page in ("", "/journal", "/journal/new", "/supervisor"))],
    }
    for path in pages[room]:
        page = town.coordinator.browser("en").get(f"/volunteers/{room}{path}")
        assert (page.status, re.findall("[а-яё]{2,}", page.heading.replace("Соколова Вера", ""))) == (200, []), path


def test_work_is_handed_over_and_what_must_stay_is_named(town: Town):
    town.pairing(town.wish(reference="111-000-000"), town.ready())
    other = town.bench.person("volunteer_coordinator", "case_worker", organisation=town.ngo)
    busy = town.wish(reference="222-000-000")
    town.pairing(busy, town.ready())
    town.team_of(busy, other)
    form = town.coordinator.browser().get(ASSIGNMENTS).follow("Передать дела другому координатору")
    assert f"/volunteers/people/{town.coordinator.id}/work" in form.html
    work = form.browser.get(f"/volunteers/people/{town.coordinator.id}/work")
    assert "111-000-000, Соколова Вера" in work.links()
    form = work.follow("Передать другому человеку")
    assert "Пары, за которые отвечает: 2" in form.text
    assert list(form.submit().errors) == ["to"]
    done = form.submit({"to": str(other.id)})
    assert ("Пар: 1" in done.text, "Этот человек работает с семьёй" in done.text) == (True, True)
    elsewhere = town.bench.person("volunteer_coordinator", organisation=town.other_ngo).browser()
    assert elsewhere.get(form.path).status == 404
