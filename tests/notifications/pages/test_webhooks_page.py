"""An organisation's administrator connects its system at a page, sees what became of messages, and disconnects it."""

from sqlalchemy import text

from services.notifications.commands.administrators import tell_administrators
from services.notifications.webhooks import rules
from services.notifications.webhooks.model import Webhook
from shared.contracts import cases
from tests.notifications.agencies import Agencies
from tests.notifications.receiver import Receiver
from tests.support.pages import Page

WEBHOOKS = "/notifications/webhooks"


def connected(agencies: Agencies, receiver: Receiver) -> Page:
    form = agencies.ngo.browser().get(f"{WEBHOOKS}/new")
    return form.submit({"url": receiver.url, "description": "Учёт", "events": ["case.opened"]})


def test_a_system_is_connected_and_its_secret_shown_once_and_signs(agencies: Agencies, receiver: Receiver) -> None:
    empty = agencies.ngo.browser().get(WEBHOOKS)
    assert "Ни одна система не подключена" in empty.text
    form = empty.follow("Подключить систему")
    shown = form.submit({"url": receiver.url, "description": "Учёт", "events": ["case.opened"]})
    secret = shown.one("main code").get_text()
    one = shown.follow("Секрет записан")
    assert ("Случай открыт" in one.text, secret in one.html) == (True, False)
    tested = one.press("Отправить проверку")
    assert agencies.sends() == 1
    assert receiver.messages[0].verified_by(secret)
    assert "Принято" in tested.browser.get(tested.path).one("tbody").get_text()


def test_a_form_that_is_sent_twice_connects_one_system_and_shows_the_same_secret(
    agencies: Agencies, receiver: Receiver
) -> None:
    form = agencies.ngo.browser().get(f"{WEBHOOKS}/new")
    first, second = (form.submit({"url": receiver.url}) for _ in range(2))
    assert first.one("main code").get_text() == second.one("main code").get_text()
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert len(agencies.ngo.browser().get(WEBHOOKS).soup.select("tbody tr")) == 1
    with agencies.bench.session() as session:
        kept = str(session.execute(text("select idempotency_keys::text from idempotency_keys")).all())
    assert first.one("main code").get_text() not in kept


def test_what_is_no_address_is_told_at_the_field(agencies: Agencies) -> None:
    form = agencies.ngo.browser().get(f"{WEBHOOKS}/new")
    wrong = form.submit({"url": "наша система", "description": "Учёт"})
    assert "адрес целиком" in wrong.errors["url"]
    assert wrong.one("#description")["value"] == "Учёт"
    assert "не виден из интернета" in form.submit({"url": "https://10.0.0.1/"}).errors["url"]
    assert list(form.submit({"url": ""}).errors) == ["url"]


def test_a_pause_a_new_secret_and_a_message_that_is_sent_again(agencies: Agencies, receiver: Receiver) -> None:
    shown = connected(agencies, receiver)
    one = shown.follow("Секрет записан")
    assert "Приостановлен" in one.press("Пока не отправлять").text
    event = agencies.story.happens(cases.CASE_OPENED)
    assert agencies.sends() == 0
    paused = one.browser.get(one.path)
    assert "Работает" in paused.press("Снова отправлять").text
    agencies.sends()
    assert receiver.ids() == [str(event)]
    rotate = one.browser.get(one.path).follow("Создать новый секрет")
    assert list(rotate.submit({"overlap_hours": "999"}).errors) == ["overlap_hours"]
    fresh = rotate.submit({"overlap_hours": "0"})
    one.browser.get(one.path).press("Отправить ещё раз")
    agencies.sends()
    assert receiver.messages[1].verified_by(fresh.one("main code").get_text())


def test_disconnecting_says_what_it_means(agencies: Agencies, receiver: Receiver) -> None:
    one = connected(agencies, receiver).follow("Секрет записан")
    page = one.follow("Отключить систему")
    assert "Отменить это нельзя" in page.one(".govuk-warning-text").get_text(" ")
    assert "Ни одна система не подключена" in page.submit().text
    assert page.browser.get(one.path).status == 404


def test_the_news_that_nothing_is_sent_any_more_leads_to_the_system(agencies: Agencies, receiver: Receiver) -> None:
    agencies.registers(receiver)
    with agencies.bench.sessions.begin() as session:
        tell_administrators(session, session.query(Webhook).one())
    opened = agencies.ngo.browser().get("/notifications/inbox").press("Открыть")
    assert (opened.status, opened.path.startswith(f"{WEBHOOKS}/")) == (200, True)


def test_more_than_may_be_connected_are_not_offered(agencies: Agencies, receiver: Receiver) -> None:
    for _ in range(rules.MOST_OF_ONE):
        agencies.registers(receiver)
    assert "Подключить систему" not in agencies.ngo.browser().get(WEBHOOKS).links()


def test_systems_are_their_own_administrators_and_nobody_elses(agencies: Agencies, receiver: Receiver) -> None:
    path = connected(agencies, receiver).follow("Секрет записан").path
    assert agencies.school.browser().get(path).status == 404
    assert not agencies.school.browser().get(WEBHOOKS).soup.select("tbody")
    assert agencies.story.cast["worker"].browser().get(WEBHOOKS).status == 403
