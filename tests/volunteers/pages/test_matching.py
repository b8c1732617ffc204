"""A volunteer coordinator looks who still has nobody, sees who fits and why, asks, and sends a run after a look."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from services.volunteers.model import Request
from services.volunteers.queries.waiting import requests_of
from shared import clock
from tests.support.pages import Page
from tests.volunteers.town import Town, Wish

REQUESTS = "/volunteers/requests"
RUNS = "/volunteers/runs"


def page_of(town: Town, wish: Wish) -> Page:
    return town.coordinator.browser().get(f"{REQUESTS}/{wish.id}")


def test_the_first_page_shows_who_waits_longest_and_whether_anybody_is_asked(town: Town):
    now = clock.now()
    with clock.at(now - timedelta(days=5)):
        old = town.wish(reference="111-111-111", skills=["law"])
    new, someone = town.wish(reference="222-222-222"), town.ready()
    town.proposal(new, someone)
    page = town.coordinator.browser().get(REQUESTS)
    assert page.heading == "Кто ещё без помощи?"
    references = [one.get_text(strip=True) for one in page.soup.select("tbody a")]
    assert references == ["111-111-111", "222-222-222"], "the oldest first"
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert "никого не спросили" in rows[0]
    assert "Разбираться в законах" in rows[0]
    assert "спросили 1 человека ответ: до" in rows[1]
    town.withdrawn(old)
    assert "111-111-111" not in town.coordinator.browser().get(REQUESTS).text
    assert "111-111-111" in town.coordinator.browser().get(f"{REQUESTS}?show=over").text
    assert "222-222-222" not in town.coordinator.browser().get(f"{REQUESTS}?kind=volunteer").text


def test_a_long_list_is_shown_page_by_page_without_a_gap(town: Town):
    for number in range(3):
        town.wish(reference=f"10{number}-000-000")
    first = town.coordinator.browser().get(f"{REQUESTS}?show=waiting&limit=2")
    second = first.follow("Показать ещё")
    shown = [one.get_text(strip=True) for page in (first, second) for one in page.soup.select("tbody a")]
    assert shown == ["100-000-000", "101-000-000", "102-000-000"]


def test_a_run_that_found_no_request_says_so_and_what_to_do_instead_of_an_empty_table(town: Town):
    town.proposal(town.wish(), town.ready())
    page = town.coordinator.browser().get(RUNS).press("Сделать подбор")
    assert "для каждой просьбы уже кого-то спросили или нашли" in page.text
    assert page.soup.select("main table, main form") == []
    assert page.follow("Кто ещё без помощи?").path == REQUESTS


def test_a_question_is_taken_back_after_one_more_page(town: Town):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    sure = page_of(town, wish).follow("Отозвать вопрос Соколова Вера")
    assert ("Соколова Вера" in sure.text, "Соколова" in sure.title) == (True, False), "titles stay in the browser"
    assert town.get(f"proposals/{proposal}").json["status"] == "made", "opening it takes nothing back"
    done = sure.submit()
    assert (done.path, "Вопрос отозван" in done.text) == (f"{REQUESTS}/{wish.id}", True)
    assert "Отозвать вопрос Соколова Вера" not in done.links()
    assert someone.person.browser().get(sure.path).status == 403


def test_what_was_answered_meanwhile_is_not_taken_back(town: Town):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    sure = page_of(town, wish).follow("Отозвать вопрос Соколова Вера")
    town.answer(someone, proposal, "accept")
    late = sure.submit()
    assert (late.status, town.status_of(wish)) == (409, "matched")
    assert "отзывать больше нечего" in town.coordinator.browser().get(sure.path).submit().text


def test_a_request_says_who_fits_why_and_why_not_the_others(town: Town):
    best, far = town.ready(), town.ready(districts=["dalny"])
    town.applicant()
    wish = town.wish()
    page = page_of(town, wish)
    first = " ".join(page.one("tbody tr").get_text(" ").split())
    for said in ("Живёт в том же районе", "+30", "Говорит на языке семьи", "Побыть рядом"):
        assert said in first
    assert page.one("tbody a")["href"] == f"/volunteers/register/{best.id}"
    assert f"/volunteers/register/{far.id}" not in page.html
    too_far = page.follow("Живёт слишком далеко: 1")
    assert [f"/volunteers/register/{far.id}" in too_far.html, "км" in too_far.text] == [True, True]
    assert "Знакомство не окончено" not in too_far.text
    everybody = too_far.follow("Все")
    assert "Знакомство не окончено" in everybody.text
    assert everybody.one(".govuk-back-link")["href"] == page.path
    town.withdrawn(wish)
    assert "мы уже никого не ищем" in town.coordinator.browser().get(everybody.path).text


def test_candidates_and_who_is_left_out_are_shown_page_by_page_the_best_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("services.volunteers.pages.matching.candidates.AT_ONCE", 2)
    best = [town.ready() for _ in range(3)]
    far = [town.ready(districts=["dalny"]) for _ in range(3)]
    page = page_of(town, town.wish())
    first = page.follow("Живёт слишком далеко: 3")
    for begin, people in ((page, best), (first, far)):
        both = (begin, begin.follow("Показать ещё"))
        named = [link["href"] for one in both for link in one.soup.select('main a[href^="/volunteers/register/"]')]
        assert named == [f"/volunteers/register/{one.id}" for one in people]
    assert page.browser.get(f"{page.path}?cursor=40").soup.select("tbody tr"), "what is not there is the first page"
    assert page.browser.get(f"{page.path}?cursor=x").status == 422


def test_one_is_asked_and_the_others_in_the_order_that_was_chosen(town: Town):
    first, second, third = town.ready(), town.ready(capacity=1), town.ready(capacity=1)
    wish = town.wish()
    form = town.coordinator.browser().get(f"{REQUESTS}/{wish.id}/ask?volunteer={first.id}")
    assert ("Соколова Вера" in form.text, "Соколова" in form.title) == (True, False)
    both = form.submit({"by_list": "yes", "then.0.one": second.id})
    assert (both.status, list(both.errors)) == (422, ["by_list"])
    twice = both.submit({"by_list": "", "then.0.one": third.id, "then.1.one": third.id})
    assert list(twice.errors) == ["then.1.one"]
    asked = twice.submit({"then.1.one": second.id})
    assert "Вопрос отправлен" in asked.text
    assert "Следующий: Соколова Вера" in asked.text
    (chain,) = town.get(f"requests/{wish.id}").json["chains"]
    assert [step["volunteer"]["id"] for step in chain["steps"]] == [first.id, third.id, second.id]
    stopped = asked.press("Больше никого не спрашивать")
    assert "Очередь остановили" in stopped.text


def test_who_cannot_be_asked_any_more_is_refused_with_the_rule(town: Town):
    someone, wish = town.ready(), town.wish()
    form = town.coordinator.browser().get(f"{REQUESTS}/{wish.id}/ask?volunteer={someone.id}")
    town.change(someone.id, {"capacity": 0})
    refused = form.submit()
    assert (refused.status, "Уже помогает" in " ".join(refused.errors.values())) == (422, True), refused.errors
    town.withdrawn(wish)
    assert "Уже никого не ищем" in form.submit().text


def test_a_run_asks_nobody_until_it_was_looked_through_and_sent_and_one_pair_is_dropped(town: Town):
    for _ in range(2):
        town.ready(capacity=1)
    keep, drop, left = (town.wish(reference=f"{number}-000-000") for number in ("111", "222", "333"))
    run = town.coordinator.browser().get(RUNS).press("Сделать подбор")
    assert "Никого ещё не спросили" in run.text
    assert "Просьб: 3, пар нашлось: 2" in run.text
    assert "никто" in run.text
    assert town.get("proposals").json["items"] == []
    ticked = [str(box["value"]) for box in run.soup.select("input[name=requests]")]
    assert set(ticked) == {str(keep.id), str(drop.id)}
    none = run.submit({"requests": []})
    assert (none.status, list(none.errors)) == (422, ["requests"])
    assert none.soup.select("input[name=requests][checked]") == []
    sent = run.submit({"requests": [str(keep.id)]})
    assert "111-000-000" in sent.text
    assert [town.status_of(one) for one in (keep, drop, left)] == ["proposed", "open", "open"]
    again = town.coordinator.browser().get(run.path)
    assert [str(box["value"]) for box in again.soup.select("input[name=requests]")] == [str(drop.id)]


def test_what_cannot_be_sent_any_more_holds_up_no_other_and_says_why(town: Town):
    for _ in range(2):
        town.ready(capacity=1)
    stays, goes = town.wish(reference="111-000-000"), town.wish(reference="222-000-000")
    run = town.coordinator.browser().get(RUNS).press("Сделать подбор")
    town.withdrawn(goes)
    sent = run.submit()
    assert "222-000-000 , Соколова Вера: не спросили — Уже никого не ищем" in sent.text
    assert town.status_of(stays) == "proposed"


def test_settings_are_changed_between_their_bounds_and_everybody_sees_who_did(town: Town):
    page = town.coordinator.browser().get("/volunteers/settings")
    assert "Никто ничего не менял" in page.text
    form = page.follow("Изменить : Баллы за совпадения")
    wrong = form.submit({"settings.0.value": "101"})
    assert "От 0 до 100, обычно 30" in wrong.errors["settings.0.value"]
    above = form.submit({"settings.0.value": "10"})
    assert "не может быть больше" in above.errors["settings.1.value"]
    saved = form.submit({"settings.0.value": "40"})
    assert "Настройки сохранены" in saved.text
    assert town.get("settings").json["settings"][0]["value"] == 40
    assert "было 30, стало 40" in saved.follow("Кто что менял").text
    stale = form.submit({"settings.0.value": "50"})
    assert (stale.status, stale.one("[name='settings.0.value']")["value"]) == (409, "50")


def test_readiness_says_where_places_are_short(town: Town):
    town.wish(district="dalny")
    town.ready()
    page = town.coordinator.browser().get("/volunteers/readiness")
    assert "без помощи останется 1 просьба" in page.text
    assert "Район dalny" in page.text


def test_others_neither_see_nor_do_any_of_it(town: Town):
    wish, someone = town.wish(), town.ready()
    run = town.coordinator.browser().get(RUNS).press("Сделать подбор").path
    paths = [f"{REQUESTS}/{wish.id}", f"{REQUESTS}/{wish.id}/ask?volunteer={someone.id}", run]
    elsewhere = town.bench.person("volunteer_coordinator", organisation=town.other_ngo).browser()
    assert {elsewhere.get(path).status for path in paths} == {404}
    assert "482-109-379" not in elsewhere.get(REQUESTS).text
    volunteer = someone.person.browser()
    everywhere = [REQUESTS, RUNS, "/volunteers/settings", "/volunteers/readiness"]
    assert {volunteer.get(path).status for path in everywhere} == {403}
    assert {volunteer.get(path).status for path in paths} == {404}


@pytest.mark.parametrize("path", ["", "/{wish}", "/{wish}/ask?volunteer={someone}"])
def test_pages_of_requests_speak_english_too(town: Town, path: str):
    someone, wish = town.ready(), town.wish()
    page = town.coordinator.browser("en").get(REQUESTS + path.format(wish=wish.id, someone=someone.id))
    assert (page.status, re.findall("[а-яё]{2,}", page.heading.replace("Соколова Вера", ""))) == (200, [])


def test_pages_of_runs_settings_and_figures_speak_english_too(town: Town):
    town.ready()
    town.wish()
    english = town.coordinator.browser("en")
    assert english.get(RUNS).press("Make a run now").heading == "Matching run"
    for path in ("settings", "settings/history", "settings/change?group=needs", "readiness", "runs"):
        page = english.get(f"/volunteers/{path}")
        assert (page.status, re.findall("[а-яё]{2,}", page.heading)) == (200, []), path


def test_who_waits_is_found_by_an_index_however_many_requests_are_over(town: Town):
    wish = town.wish()
    with town.bench.session() as session:
        columns = [name for (name,) in session.execute(text(
            "select column_name from information_schema.columns where table_name = 'requests' and column_name <> 'id'"
        ))]  # fmt: skip
        names = ", ".join(f'"{name}"' for name in columns)
        values = ", ".join("'ended'" if name == "status" else f'"{name}"' for name in columns)
        session.execute(text(
            f"insert into requests (id, {names}) select gen_random_uuid(), {values} from requests, "
            "generate_series(1, 20000)"
        ))  # fmt: skip
        session.execute(text("analyze requests"))
        waiting = requests_of(town.ngo, "waiting").order_by(Request.requested_at).limit(51)
        query = waiting.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True})
        plan = session.execute(text(f"explain {query}")).scalars().all()
    assert "requests_waiting" in "\n".join(plan)
    assert str(wish.data["reference"]) in town.coordinator.browser().get(REQUESTS).text
