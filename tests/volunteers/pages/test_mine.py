"""A volunteer or contact family with a phone: asked, answering, meeting, writing, pausing, leaving."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from services.volunteers.rules.feedback import ASKED_AFTER
from shared import clock
from tests.support.pages import Page
from tests.volunteers.town import Registered, Town, Wish

ABOUT = "Мама с сыном недавно переехали."
MINE = "/volunteers/mine"


@pytest.fixture
def asked(town: Town) -> tuple[Registered, Wish, str]:
    someone, wish = town.ready(), town.wish()
    return someone, wish, town.proposal(wish, someone)


def home(someone: Registered, language: str = "ru") -> Page:
    return someone.person.browser(language).get(MINE)


def test_the_first_page_asks_with_what_they_may_know_and_a_yes_takes_one_more_page(
    town: Town, asked: tuple[Registered, Wish, str]
):
    someone, wish, _ = asked
    page = home(someone)
    for said in ("Сможете помочь?", "Контактная семья", "Район lesnoy", "7, 12", "суббота 11:00–15:00", ABOUT):
        assert said in page.text
    assert "482-109-379" not in page.html
    sure = page.follow("Да, помогу")
    assert sure.heading == "Сможете поддержать эту семью?"
    assert town.status_of(wish) == "proposed", "opening it says nothing"
    done = sure.submit()
    assert (done.path, "Спасибо, вы ответили «да»" in done.text, town.status_of(wish)) == (MINE, True, "matched")
    assert "Куратор семьи скоро вас познакомит" in done.text


def test_a_no_may_say_why_and_what_was_typed_stays_when_it_is_too_long(town: Town, asked: tuple[Registered, Wish, str]):
    someone, wish, proposal = asked
    refused = home(someone).follow("Нет, в этот раз не получится").submit({"reason": "ё" * 1001})
    assert (refused.status, list(refused.errors)) == (422, ["reason"])
    assert refused.one("#reason").get_text().strip() == "ё" * 1001
    assert refused.submit({"reason": "Болеем"}).path == MINE
    assert town.get(f"proposals/{proposal}").json["decline_reason"] == "Болеем"
    assert "Сейчас просьб к вам нет" in home(someone).text
    assert town.status_of(wish) == "open"


def test_who_cannot_say_yes_now_is_told_why_and_may_still_say_no(town: Town, asked: tuple[Registered, Wish, str]):
    someone, _, _ = asked
    town.change(someone.id, {"capacity": 0})
    refused = home(someone).follow("Да, помогу").submit()
    assert (refused.status, "стольким семьям, скольким можете" in refused.text) == (409, True)
    assert home(someone).follow("Нет, в этот раз не получится").submit().path == MINE


def test_a_question_that_went_meanwhile_tells_nothing_of_the_family_any_more(
    town: Town, asked: tuple[Registered, Wish, str]
):
    someone, wish, _ = asked
    sure = home(someone).follow("Да, помогу")
    town.withdrawn(wish)
    late = sure.submit()
    assert (late.status, ABOUT in late.html, "lesnoy" in late.html) == (409, False, False)


def test_after_the_introduction_they_know_whom_where_when_and_to_whom_to_turn(town: Town):
    someone, wish = town.ready(), town.wish()
    town.introduced(wish, town.pairing(wish, someone))
    page = home(someone)
    assert "26 декабря, 11:00" in page.text
    family = page.follow("Семья, Район lesnoy")
    for said in ("Марина, Тимофей", "+7 900 555-01-77", "Парк у библиотеки", "Мой координатор"):
        assert said in family.text
    assert "Марина" not in family.title + family.path
    ended = family.follow("Перестать встречаться с этой семьёй").submit()
    assert (ended.path, town.status_of(wish)) == (MINE, "ended")
    assert "Парк у библиотеки" not in ended.follow("Все мои семьи, и прежние тоже").follow("Семья, Район lesnoy").text


def test_the_first_meeting_goes_into_a_phones_calendar_without_a_name(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    address = f"{MINE}/families/{pairing['id']}/meeting.ics"
    assert someone.person.browser().get(address).status == 404, "nobody said yet when"
    place = "Парк у библиотеки; вход с улицы Мира, " + "у фонтана " * 10
    town.introduced(wish, pairing, first_meeting={"at": datetime(2026, 12, 26, 8, tzinfo=UTC), "place": place})
    file = someone.person.browser().get(address).html
    assert max(len(line.encode()) for line in file.split("\r\n")) <= 75
    (entry,) = Calendar.from_ical(file).walk("VEVENT")
    times = [entry.decoded(name) for name in ("dtstart", "dtend")]
    assert times == [datetime(2026, 12, 26, hour, tzinfo=UTC) for hour in (8, 9)]
    assert str(entry["location"]) == place
    assert "Марина" not in str(entry.to_ical().decode())


def test_the_address_of_the_calendar_feed_is_shown_once_and_withdrawn(town: Town):
    someone = town.ready()
    page = home(someone).follow("Мои встречи в моём календаре")
    assert "Адреса пока нет" in page.text
    made = page.press("Создать адрес")
    address = made.one("textarea").get_text()
    feed = address[address.index("/volunteers/") :]
    assert made.headers["Cache-Control"] == "no-store"
    assert town.bench.nobody.get(feed).status == 200
    assert address not in page.browser.get(page.path).html
    made.press("Отозвать адрес")
    assert town.bench.nobody.get(feed).status == 404
    assert town.coordinator.browser().get(page.path).status == 403


def test_the_journal_is_written_at_the_door_and_kept_by_the_browser_without_a_line(town: Town):
    someone, wish = town.ready(), town.wish()
    town.introduced(wish, town.pairing(wish, someone))
    form = home(someone).follow("Написать в дневник")
    assert form.one("form[data-opora-keep]")
    refused = form.submit({"at.day": "01.01.2020", "text": "Гуляли <b>вместе</b>."})
    assert "раньше, чем было сказано «да»" in refused.errors["at.day"]
    assert "Гуляли <b>вместе</b>." in refused.one("#text").get_text()
    written = form.submit({"text": "Гуляли <b>вместе</b>."})
    assert "Запись в дневнике" in written.text
    assert "Гуляли <b>вместе</b>." in written.follow("Читать дневник").text


def test_what_was_written_is_not_lost_when_the_pairing_ends_meanwhile(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    form = home(someone).follow("Написать в дневник")
    town.ended_by_family(wish, pairing)
    late = form.submit({"text": "Гуляли вместе."})
    assert (late.status, late.one("#text").get_text().strip()) == (409, "Гуляли вместе.")


def test_danger_is_told_at_once_and_112_is_named(town: Town):
    someone, wish = town.ready(), town.wish()
    town.pairing(wish, someone)
    form = home(someone).follow("Семья, Район lesnoy").follow("Сообщить о тревоге: есть опасность или нужен специалист")
    empty = form.submit()
    assert list(empty.errors) == ["severity", "text"]
    told = form.submit({"severity": "danger", "text": "Ребёнок один дома ночью."})
    assert "звоните 112" in told.text


def test_feedback_is_asked_after_some_weeks_and_read_again_only_by_who_gave_it(town: Town):
    someone, wish = town.ready(), town.wish()
    town.introduced(wish, town.pairing(wish, someone))
    town.bench.tick(clock.now() + ASKED_AFTER + timedelta(days=1))
    form = home(someone).follow("Рассказать, как складывается")
    assert list(form.submit().errors) == [f"answers.{one}" for one in ("could_arrange", "understood", "again")]
    answers = {f"answers.{one}": "partly" for one in ("could_arrange", "understood", "again")}
    assert "Спасибо, ответ записан" in form.submit(answers).text
    assert "Рассказать, как складывается" not in home(someone).links()
    assert town.coordinator.browser().get(form.path).status == 403
    of_worker = town.worker.browser().get(form.path)
    assert (of_worker.status, of_worker.soup.select("input[checked]")) == (200, [])


def test_availability_is_changed_row_by_row_and_a_wrong_time_names_its_field(town: Town):
    someone = town.ready()
    form = (
        home(someone)
        .follow("Изменить время, взять паузу или добавить документ")
        .follow("Изменить, когда, где и скольким семьям")
    )
    wrong = form.submit({"times.1.weekday": "7", "times.1.from": "18.30", "times.1.to": "17:00", "capacity": "50"})
    assert list(wrong.errors) == ["capacity"], "numbers first, by the schema"
    wrong = wrong.submit({"capacity": "3"})
    assert list(wrong.errors) == ["times.1.to"]
    saved = wrong.submit({"times.1.to": "20:00", "times.0.weekday": "", "times.0.from": "", "times.0.to": ""})
    assert "воскресенье 18:30–20:00" in saved.text
    known = town.get(f"volunteers/{someone.id}").json
    assert (known["capacity"], [one["weekday"] for one in known["times"]]) == (3, [7])


def test_a_pause_until_a_day_takes_questions_back_and_is_not_ended_sooner(
    town: Town, asked: tuple[Registered, Wish, str]
):
    someone, wish, _ = asked
    profile = home(someone).follow("Изменить время, взять паузу или добавить документ")
    assert list(profile.follow("Взять паузу").submit({"paused_until": "вчера"}).errors) == ["paused_until"]
    day = clock.today("Europe/Moscow") + timedelta(days=30)
    paused = profile.follow("Взять паузу").submit({"paused_until": f"{day:%d.%m.%Y}"})
    assert ("Сейчас пауза" in paused.text, town.status_of(wish)) == (True, "open")
    sooner = paused.follow("Продлить паузу").submit({"paused_until": f"{day - timedelta(days=9):%d.%m.%Y}"})
    assert "только координатор" in sooner.errors["paused_until"]


def test_leaving_ends_everything_and_says_so_before(town: Town):
    someone, wish = town.ready(), town.wish()
    town.pairing(wish, someone)
    sure = home(someone).follow("Изменить время, взять паузу или добавить документ").follow("Больше не участвовать")
    assert "Встречи со всеми семьями закончатся сейчас" in sure.text
    assert "Вас пока нет в реестре" in sure.submit().text
    assert town.status_of(wish) == "ended"


def test_who_is_not_on_the_register_yet_puts_themselves_there(town: Town):
    person = town.bench.person("volunteer", organisation=town.ngo)
    form = person.browser().get(MINE).follow("Записаться в реестр")
    assert set(form.submit().errors) == {"districts.0.one"}
    done = form.submit({"districts.0.one": "lesnoy"})
    assert "вас пока нельзя приглашать" in done.text


def test_a_document_that_ends_soon_stands_on_the_first_page_and_a_new_one_is_added(town: Town):
    someone = town.ready()
    soon = clock.today("Europe/Moscow") + timedelta(days=1)
    town.change(someone.id, {"vetting": {"documents": [{"kind": "medical", "expires_on": soon.isoformat()}]}})
    page = home(someone)
    assert "Медицинское заключение: до" in page.text
    form = page.follow("Изменить время, взять паузу или добавить документ").follow("Добавить документ")
    assert "file" in form.submit({"kind": "medical_certificate"}, content_type="multipart/form-data").errors


def test_somebody_elses_question_family_profile_and_journal_are_not_there(
    town: Town, asked: tuple[Registered, Wish, str]
):
    someone, _, proposal = asked
    pairing = town.pairing(town.wish(), someone)
    paths = [f"questions/{proposal}/yes", f"questions/{proposal}/no", f"profile/{someone.id}"]
    paths += [f"families/{pairing['id']}{page}" for page in ("", "/journal", "/journal/new", "/concern", "/end")]
    stranger = town.ready().person.browser()
    assert {stranger.get(f"{MINE}/{path}").status for path in paths} == {404}
    assert {stranger.post(f"{MINE}/{path}", {}).status for path in paths if "/" in path} <= {404, 405}
    assert town.worker.browser().get(MINE).status == 403
    assert town.coordinator.browser().get(f"{MINE}/profile/{someone.id}").status == 404
    assert town.coordinator.browser().post(f"{MINE}/questions/{proposal}/yes", {}).status == 403


def test_pages_and_refusals_may_use_our_style_and_nothing_from_elsewhere(town: Town):
    browser = town.ready().person.browser()
    for page in (browser.get(MINE), browser.get(f"{MINE}/families/{town.ngo}")):
        assert "style-src 'self'" in page.headers["Content-Security-Policy"], page.status
        assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")


def test_every_page_speaks_english_too(town: Town, asked: tuple[Registered, Wish, str]):
    someone, _, proposal = asked
    pairing = town.pairing(town.wish(), someone)["id"]
    paths = ["", f"/questions/{proposal}/yes", f"/questions/{proposal}/no", "/families", f"/families/{pairing}"]
    paths += [f"/families/{pairing}/{page}" for page in ("journal", "journal/new", "concern", "end")]
    paths += [f"/profile/{someone.id}{page}" for page in ("", "/availability", "/pause", "/leave", "/papers/new")]
    english = someone.person.browser("en")
    for path in paths:
        page = english.get(MINE + path)
        assert (page.status, re.findall("[а-яё]+", page.heading.replace("Район", ""))) == (200, []), path
    assert "Can you help?" in english.get(MINE).text
