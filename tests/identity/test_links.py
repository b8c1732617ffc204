import re
import threading
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import text

from services.identity import commands
from services.identity.background import send_links, send_next
from services.identity.model import Person
from shared.contracts import identity
from shared.mail import Away, Post
from tests.identity.home import BASE, PASSWORD, Home, body
from tests.support.bench import Bench
from tests.support.mailbox import Mailbox

NEW = "новый пароль из слов"


@pytest.fixture
def home(bench: Callable[..., Bench], mailbox: Mailbox) -> Home:
    return Home(bench("identity", SMTP_URL=mailbox.url, OPORA_ADDRESS="https://opora.example"))


def _send(home: Home) -> None:
    with closing(Post(home.bench.settings.smtp_url)) as post:
        while send_next(home.bench.sessions, home.bench.settings, post):
            pass


def _token(mail: EmailMessage) -> str:
    [token] = re.findall(r"https://opora\.example/identity/links/(\S+)", mail.get_content())
    return str(token)


def _use(home: Home, token: str, password: Any = NEW) -> Any:
    return home.nobody.post(f"{BASE}/links/{token}", {"password": password})


def test_an_invited_person_chooses_a_password_and_signs_in(home: Home, mailbox: Mailbox) -> None:
    ngo = home.organisation()
    assert home.person("administrator").api.post(f"{BASE}/people", body(organisation=str(ngo))).status == 201
    assert home.sign_in("new@ngo.example", NEW).status == 401
    _send(home)
    [mail] = mailbox.mails
    assert mailbox.recipients == ["new@ngo.example"]
    assert _use(home, _token(mail)).status == 204
    assert home.sign_in("new@ngo.example", NEW).status == 201


def test_a_link_works_once(home: Home, mailbox: Mailbox) -> None:
    anna = home.person("case_worker")
    for _ in range(2):
        assert home.nobody.post(f"{BASE}/links", {"email": home.email_of(anna)}).status == 202
    _send(home)
    first, second = (_token(mail) for mail in mailbox.mails)
    assert _use(home, first).status == 204
    assert _use(home, first).status == 404
    assert _use(home, second).status == 404, "using one link ends the person's others"


def test_a_new_password_signs_out_everyone_who_had_the_old_one(home: Home, mailbox: Mailbox) -> None:
    anna = home.person("case_worker")
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(anna)})
    _send(home)
    assert _use(home, _token(mailbox.mails[0])).status == 204
    assert anna.api.get(f"{BASE}/me").status == 401
    assert home.sign_in(home.email_of(anna), PASSWORD).status == 401
    [told] = home.bench.published(identity.SESSION_REVOKED)
    assert (told["person"], told["all"]) == (anna.id, True)


def test_a_link_that_has_run_out_or_whose_person_is_gone_does_not_hold(home: Home) -> None:
    anna, boris = home.person("case_worker"), home.person("case_worker")
    with home.bench.session() as session:
        tokens = [commands.issue_link(session, session.get_one(Person, one.id)) for one in (anna, boris)]
        session.execute(
            text("update links set expires_at = now() - interval '1 second' where person = :id"), {"id": anna.id}
        )
        commands.deactivate_person(session, None, session.get_one(Person, boris.id))
    assert [_use(home, token).status for token in (*tokens, "unknown")] == [404, 404, 404]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("коротко", "too_short"),
        ("", "required"),
        (None, "required"),
        (1234567890, "type"),
        ("x" * 201, "too_long"),
        ("Qwerty12345", "too_common"),
        ("aaaaaaaaaaaa", "too_common"),
        ("opora-demo", "too_common"),
        ("Anna.Vetrova@ngo.example", "same_as_email"),
        ("anna.vetrova", "same_as_email"),
        ("десять\x07знаков", "control_character"),
        ("десять\u202eзнаков", "hidden_character"),
    ],
)
def test_a_password_that_does_not_do_is_refused_and_the_link_stays(home: Home, password: Any, code: str) -> None:
    anna = home.person("case_worker", email="anna.vetrova@ngo.example")
    with home.bench.session() as session:
        token = commands.issue_link(session, session.get_one(Person, anna.id))
    answer = _use(home, token, password)
    assert (answer.status, answer.json["errors"]) == (422, {"password": [code]})
    assert home.sign_in("anna.vetrova@ngo.example", PASSWORD).status == 201
    assert _use(home, token).status == 204


def test_asking_for_a_link_tells_nobody_who_has_an_account(home: Home, mailbox: Mailbox) -> None:
    known, unknown = home.email_of(home.person("case_worker")), "nobody@ngo.example"
    before = home.bench.counts()
    answers = [home.nobody.post(f"{BASE}/links", {"email": email}) for email in (known, unknown)]
    assert {(answer.status, answer.text) for answer in answers} == {(202, "")}
    assert home.bench.counts()["link_mails"] == before["link_mails"] + 2, "both do the same work"
    _send(home)
    assert mailbox.recipients == [known]
    assert home.bench.counts()["link_mails"] == 0


def test_the_sixth_request_within_an_hour_is_too_often_for_known_and_unknown_alike(home: Home) -> None:
    for address in (home.email_of(home.person("case_worker")), "nobody@ngo.example"):
        answers = [home.nobody.post(f"{BASE}/links", {"email": address}) for _ in range(6)]
        assert [answer.status for answer in answers] == [202] * 5 + [429]
        assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600


def test_two_who_use_one_link_at_once_set_one_password(home: Home) -> None:
    anna = home.person("case_worker")
    with home.bench.session() as session:
        token = commands.issue_link(session, session.get_one(Person, anna.id))
    statuses: list[int] = []
    users = [threading.Thread(target=lambda: statuses.append(_use(home, token).status)) for _ in range(4)]
    for user in users:
        user.start()
    for user in users:
        user.join()
    assert sorted(statuses) == [204, 404, 404, 404]


def test_a_mail_speaks_the_language_of_its_reader_and_says_nothing_about_them(home: Home, mailbox: Mailbox) -> None:
    ngo = home.organisation()
    for number, language in enumerate(("ru", "en")):
        home.person("administrator").api.post(
            f"{BASE}/people",
            body(
                email=f"{language}@ngo.example", organisation=str(ngo), language=language, phone=f"+7900555010{number}"
            ),
        )
    _send(home)
    russian, english = mailbox.mails
    assert "пригласили" in russian.get_content()
    assert "invited" in english.get_content()
    for mail, sender in ((russian, "Опора"), (english, "Opora")):
        whole = mail.as_string() + mail.get_content()
        assert not any(word in whole for word in ("Щербакова", "Ольга", "Тёплый", "+7900", "case_worker"))
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail["From"] == f"{sender} <opora@opora.example>"


def test_while_the_mail_server_is_away_no_link_is_made_and_no_try_is_counted(bench: Callable[..., Bench]) -> None:
    mailbox = Mailbox()
    home = Home(bench("identity", SMTP_URL=mailbox.url))
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(home.person("case_worker"))})
    with pytest.raises(Away):
        _send(home)
    assert _waits_for(home) == [(0, False)]
    assert home.bench.counts()["links"] == 0
    mailbox.controller.start()
    _send(home)
    mailbox.controller.stop()
    assert len(mailbox.mails) == 1


def test_an_address_that_no_mail_can_be_sent_to_holds_up_nobody(home: Home, mailbox: Mailbox) -> None:
    anna = home.person("case_worker")
    for address in ("=*@[-_-.b", "()::%b@^}{.example", "(1).!#@1:.example", "a@b..example"):
        boris = home.person("case_worker", email=address)
        assert boris
        home.nobody.post(f"{BASE}/links", {"email": address})
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(anna)})
    _send(home)
    assert mailbox.recipients == [home.email_of(anna)]


def test_a_mail_that_is_refused_only_waits(home: Home, mailbox: Mailbox) -> None:
    anna = home.person("case_worker")
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(anna)})
    mailbox.refuses = True
    _send(home)
    assert _waits_for(home) == [(1, True)]
    mailbox.refuses = False
    _send(home)
    assert mailbox.mails == [], "not before its time"
    _let_time_pass(home)
    _send(home)
    assert _use(home, _token(mailbox.mails[0])).status == 204
    assert _waits_for(home) == []


def test_a_mail_that_nobody_took_for_a_day_is_given_up(home: Home, mailbox: Mailbox) -> None:
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(home.person("case_worker"))})
    with home.bench.session() as session:
        session.execute(text("update link_mails set created_at = now() - interval '25 hours'"))
    _send(home)
    assert (mailbox.mails, _waits_for(home)) == ([], [])


def test_a_worker_that_dies_after_sending_sends_once_more_and_both_links_hold(home: Home, mailbox: Mailbox) -> None:
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(home.person("case_worker"))})
    with home.bench.session() as session:
        letter = commands.next_letter(session)
    assert letter
    _let_time_pass(home)
    _send(home)
    [mail] = mailbox.mails
    assert _token(mail) != letter.token
    assert str(letter.mail) in mail["Message-ID"], "the same Message-ID as before"
    assert _use(home, letter.token).status == 204


def test_the_workers_loop_sends_what_is_asked_for_and_stops_when_told(home: Home, mailbox: Mailbox) -> None:
    stop = threading.Event()
    loop = threading.Thread(target=send_links, args=(home.bench.sessions, home.bench.settings, stop))
    loop.start()
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(home.person("case_worker"))})
    assert mailbox.arrived.wait(10)
    stop.set()
    loop.join(10)
    assert not loop.is_alive()


def test_a_token_is_in_the_mail_and_nowhere_else(
    home: Home, mailbox: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    home.nobody.post(f"{BASE}/links", {"email": home.email_of(home.person("case_worker"))})
    _send(home)
    token = _token(mailbox.mails[0])
    assert token not in caplog.text
    with home.bench.session() as session:
        for table in home.bench.counts():
            rows = session.execute(text(f'select to_jsonb(t)::text from "{table}" t')).scalars()
            assert not any(token in row for row in rows), table


def test_a_new_address_ends_the_links_that_went_to_the_old_one(home: Home, mailbox: Mailbox) -> None:
    admin, ngo = home.person("administrator"), home.organisation()
    invited = admin.api.post(f"{BASE}/people", body(email="wrong@ngo.example", organisation=str(ngo)))
    _send(home)
    path = f"{BASE}/people/{invited.json['id']}"
    changed = admin.api.patch(path, {"email": "right@ngo.example"}, if_match=admin.api.get(path).headers["ETag"])
    assert changed.status == 200
    _send(home)
    wrong, right = (_token(mail) for mail in mailbox.mails)
    assert mailbox.recipients == ["wrong@ngo.example", "right@ngo.example"]
    assert _use(home, wrong).status == 404
    assert _use(home, right).status == 204


def test_opening_a_link_shows_a_form_and_uses_nothing_up(home: Home) -> None:
    anna = home.person("case_worker", language="en")
    with home.bench.session() as session:
        token = commands.issue_link(session, session.get_one(Person, anna.id))
    browser = home.bench.app.test_client()
    page = browser.get(f"/identity/links/{token}")
    assert page.status_code == 200
    assert "Choose a password" in page.text
    assert page.headers["Referrer-Policy"] == "same-origin", "no other site learns the address"
    refused = browser.post(f"/identity/links/{token}", data={"password": "short"})
    assert refused.status_code == 422
    assert "fewer than 10 characters" in refused.text
    assert browser.post(f"/identity/links/{token}", data={"password": NEW}).headers["Location"] == "/identity/sign-in"
    assert home.sign_in(home.email_of(anna), NEW).status == 201
    gone = browser.get(f"/identity/links/{token}")
    assert (gone.status_code, "больше не действует" in gone.text) == (404, True)


def _waits_for(home: Home) -> list[tuple[int, bool]]:
    with home.bench.session() as session:
        rows = session.execute(text("select attempts, next_try_at > now() as later from link_mails")).all()
    return [(row.attempts, row.later) for row in rows]


def _let_time_pass(home: Home) -> None:
    with home.bench.session() as session:
        session.execute(text("update link_mails set next_try_at = now()"))
