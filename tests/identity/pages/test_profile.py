"""Everybody's own pages: a forgotten password, the profile, absences."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from services.identity import commands
from services.identity.model import Person
from shared import clock
from tests.identity.home import Home
from tests.support.pages import Browser

ME = "/identity/me"


def test_the_answer_to_a_forgotten_password_is_the_same_for_every_address(home: Home) -> None:
    answers = []
    for email in (home.email_of(home.person("case_worker")), "nobody@ngo.example"):
        page = Browser(home.bench.app.test_client()).get("/identity/sign-in").follow("Я не помню пароль")
        answers.append(page.submit({"email": email}))
    assert {answer.status for answer in answers} == {200}
    assert answers[0].html.count("@") == answers[1].html.count("@") == 0
    assert answers[0].text == answers[1].text
    with home.bench.session() as session:
        assert session.scalar(text("select count(*) from link_mails")) == 2, "asked for, whoever has the address"


def test_a_link_that_was_used_says_what_to_do_in_both_languages(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.session() as session:
        token = commands.issue_link(session, session.get_one(Person, anna.id))
    browser = Browser(home.bench.app.test_client())
    wrong = browser.get(f"/identity/links/{token}").submit({"password": "short"})
    assert list(wrong.errors) == ["password"]
    done = wrong.submit({"password": "долгая дорога к дому"})
    assert "Пароль сохранён" in done.text
    for language, words in (("ru", "больше не действует"), ("en", "no longer holds")):
        gone = Browser(home.bench.app.test_client(), language=language).get(f"/identity/links/{token}")
        assert (gone.status, words in gone.heading) == (404, True)
        assert "/identity/forgotten" in gone.links().values()


def test_everybody_changes_their_phone_language_and_time_zone(home: Home) -> None:
    browser = home.person("volunteer").browser()
    assert "Москва" in browser.get(ME).text, "a city, not the name of a zone"
    form = browser.get(ME).follow("Изменить телефон, язык или часовой пояс")
    wrong = form.submit({"phone": "12"})
    assert list(wrong.errors) == ["phone"]
    assert wrong.one("#phone")["value"] == "12"
    done = wrong.submit({"phone": "8 900 555-01-42", "language": "en", "time_zone": "Asia/Omsk"})
    assert "Your profile is changed." in done.text
    assert done.heading == "My profile", "in the language that was chosen, whatever this browser had before"
    assert "+7 900 555-01-42" in done.text
    assert "Omsk" in done.text


def test_who_signs_out_everywhere_is_signed_out_here_too(home: Home) -> None:
    anna = home.person("case_worker")
    elsewhere = home.api(anna.id)
    done = anna.browser().get(ME).follow("Выйти на всех устройствах").submit()
    assert done.path == "/identity/sign-in"
    assert elsewhere.get("/identity/api/v1/me").status == 401


def test_a_new_password_is_asked_for_by_a_link(home: Home) -> None:
    page = home.person("case_worker").browser().get(ME).press("Прислать ссылку")
    assert "Письмо со ссылкой отправлено" in page.text


def test_an_absence_is_entered_given_another_deputy_and_ended(home: Home) -> None:
    ngo = home.organisation()
    anna = home.person("case_worker", organisation=ngo)
    vera, olga = (home.person("case_worker", organisation=ngo, first_name=name) for name in ("Вера", "Ольга"))
    today = clock.today("Europe/Moscow")
    form = anna.browser().get(ME).follow("Когда меня нет и кто меня замещает").follow("Внести отсутствие")
    days = {"from_on": f"{today:%d.%m.%Y}", "until_on": f"{today - timedelta(days=1):%d.%m.%Y}"}
    wrong = form.submit(days)
    assert list(wrong.errors) == ["deputy"]
    wrong = wrong.submit({"deputy": str(vera.id)})
    assert list(wrong.errors) == ["until_on"]
    listed = wrong.submit({"until_on": f"{today + timedelta(days=3):%d.%m.%Y}"})
    assert "Соколова Вера" in listed.text
    assert "Сейчас отсутствует" in listed.text
    assert "Соколова" in vera.browser().get(ME).text
    [deputy] = [href for words, href in listed.links().items() if words.startswith("Назначить другого")]
    changed = anna.browser().get(deputy).submit({"deputy": str(olga.id)})
    assert "Соколова Ольга" in changed.text
    [end] = [href for words, href in changed.links().items() if words.startswith("Закончить")]
    over = anna.browser().get(end)
    assert over.one(".govuk-warning-text")
    assert "Отменено" in over.submit().text, "it began today and ends today: it never was"


def test_two_absences_of_one_person_never_overlap_and_the_days_say_so(home: Home) -> None:
    ngo = home.organisation()
    anna, vera = (home.person("case_worker", organisation=ngo) for _ in range(2))
    day = f"{clock.today('Europe/Moscow'):%d.%m.%Y}"
    values = {"from_on": day, "until_on": day, "deputy": str(vera.id)}
    path = f"/identity/people/{anna.id}/absences/new"
    assert anna.browser().get(path).submit(values).status == 200
    again = anna.browser().get(path).submit(values)
    assert list(again.errors) == ["from_on"]


def test_whose_absence_is_entered_stands_on_the_page_and_not_in_its_title(home: Home) -> None:
    anna = home.person("case_worker", last_name="Журавлёва")
    leader = home.person("supervisor", organisation=anna.organisation).browser()
    page = leader.get(f"/identity/people/{anna.id}/absences/new")
    assert ("Журавлёва" in page.text, "Журавлёва" in page.title) == (True, False)


@pytest.mark.parametrize("role", ["case_worker", "volunteer", "administrator", "analyst"])
def test_everybody_has_a_profile_in_both_languages(home: Home, role: str) -> None:
    person = home.person(role)
    assert person.browser().get(ME).heading == "Мои данные"
    assert person.browser("en").get(ME).heading == "My profile"


def test_strangers_see_nobodys_absences(home: Home) -> None:
    anna = home.person("case_worker")
    assert home.person("case_worker").browser().get(f"/identity/people/{anna.id}/absences").status == 404
    colleague = home.person("case_worker", organisation=anna.organisation).browser()
    assert colleague.get(f"/identity/people/{anna.id}/absences").status == 200
    assert colleague.get(f"/identity/people/{anna.id}/absences/new").status == 403
