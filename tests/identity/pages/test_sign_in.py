"""Signing in and out by the pages, and going on where a sign-in ran out."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import quote

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from shared import clock, tokens
from shared.contracts import identity
from shared.web.sign_in import PLAIN_COOKIE
from tests.identity.home import PASSWORD, Home
from tests.support.bench import Bench, Person
from tests.support.pages import FROM_US, Browser

SIGN_IN, RENEW = "/identity/sign-in", "/identity/renew"
ELSEWHERE = "/cases/0198c0de-0000-7000-8000-000000000000/notes"


def signed_in(home: Home, person: Person) -> Browser:
    browser = Browser(home.bench.app.test_client())
    answer = send(browser, SIGN_IN, {"email": home.email_of(person), "password": PASSWORD})
    assert answer.status_code == 303
    return browser


def send(browser: Browser, path: str, values: dict[str, str], **headers: str) -> TestResponse:
    return browser.client.post(path, data=values, headers=FROM_US | headers)


def ended(home: Home, person: Person) -> None:
    with home.bench.session() as session:
        session.execute(text("update sessions set expires_at = now() where person = :id"), {"id": person.id})


def test_a_wrong_password_is_told_at_its_field_and_the_address_stays(home: Home) -> None:
    anna = home.person("case_worker")
    page = Browser(home.bench.app.test_client()).get(SIGN_IN)
    wrong = page.submit({"email": home.email_of(anna), "password": "не тот пароль"})
    assert wrong.status == 422
    assert list(wrong.errors) == ["password"]
    assert wrong.one("#email")["value"] == home.email_of(anna)
    assert "не тот пароль" not in wrong.html, "a password goes back into no page"
    assert PLAIN_COOKIE not in str(wrong.headers)


def test_too_many_wrong_passwords_are_told_on_the_page_and_it_is_kept(home: Home) -> None:
    anna = home.person("case_worker")
    page = Browser(home.bench.app.test_client()).get(SIGN_IN)
    for _ in range(20):
        page = page.submit({"email": home.email_of(anna), "password": "не тот пароль"})
    assert page.status == 429
    assert "подождите" in page.one(".govuk-error-summary").get_text(" ")
    assert page.one("#email")["value"] == home.email_of(anna)


@pytest.mark.parametrize(
    ("address", "names", "secure"),
    [
        ("https://opora.example", ("__Host-opora", "__Secure-opora-session"), True),
        ("http://127.0.0.1:8000", ("opora", "opora-session"), False),
    ],
)
def test_both_cookies_are_kept_from_scripts_and_other_sites(
    bench: Callable[..., Bench], address: str, names: tuple[str, str], secure: bool
) -> None:
    home = Home(bench("identity", OPORA_ADDRESS=address))
    values = {"email": home.email_of(home.person("case_worker")), "password": PASSWORD}
    answer = send(Browser(home.bench.app.test_client()), SIGN_IN, values)
    cookies = {one.partition("=")[0]: one for one in answer.headers.getlist("Set-Cookie")}
    for name, path in zip(names, ("Path=/", "Path=/identity"), strict=True):
        assert {"HttpOnly", "SameSite=Lax", path} <= set(cookies[name].split("; "))
        assert ("Secure" in cookies[name].split("; ")) is secure
        assert "Domain" not in cookies[name]


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\t/evil.example", "x"],
)
def test_signing_in_leads_to_no_other_site(home: Home, back: str) -> None:
    values = {"email": home.email_of(home.person("case_worker")), "password": PASSWORD}
    answer = send(Browser(home.bench.app.test_client()), f"{SIGN_IN}?back={quote(back)}", values)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["Location"]
    assert answer.headers["Location"].startswith("/")


def test_after_signing_in_one_is_where_one_wanted_to_go(home: Home) -> None:
    values = {"email": home.email_of(home.person("case_worker")), "password": PASSWORD}
    answer = send(Browser(home.bench.app.test_client()), f"{SIGN_IN}?back={ELSEWHERE}", values)
    assert (answer.status_code, answer.headers["Location"]) == (303, ELSEWHERE)


def test_a_token_that_ran_out_is_renewed_and_a_form_goes_back_to_where_it_was_sent(home: Home) -> None:
    browser = signed_in(home, home.person("case_worker"))
    browser.client.delete_cookie(PLAIN_COOKIE)
    looked = browser.client.get(f"{RENEW}?back={ELSEWHERE}", headers=FROM_US)
    assert (looked.status_code, looked.headers["Location"]) == (303, ELSEWHERE)
    browser.client.delete_cookie(PLAIN_COOKIE)
    sent = send(browser, f"{RENEW}?back={ELSEWHERE}", {"text": "слова"})
    assert (sent.status_code, sent.headers["Location"]) == (307, ELSEWHERE)
    token = browser.client.get_cookie(PLAIN_COOKIE)
    assert token
    assert tokens.decode(token.value, home.keys).expires_at > clock.system()


def test_a_form_that_meets_the_end_of_the_session_waits_in_the_sign_in_page_and_is_sent_after_it(home: Home) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    ended(home, anna)
    kept = browser.post(
        f"{RENEW}?back={ELSEWHERE}", {"text": "первая\nвторая «строка»", "tags": ["a", "b"], "_by": str(anna.id)}
    )
    assert kept.status == 200
    assert "введённое будет отправлено" in kept.text
    wrong = kept.submit({"email": home.email_of(anna), "password": "не тот"})
    assert wrong.status == 422
    again = wrong.submit({"password": PASSWORD})
    form = again.one("main form")
    assert form["action"] == ELSEWHERE
    sent = [(one["name"], one["value"]) for one in form.select("input[type=hidden]")]
    assert sent == [("text", "первая\nвторая «строка»"), ("tags", "a"), ("tags", "b"), ("_by", str(anna.id))]
    assert "Отправить введённое" in form.get_text()


def test_of_a_form_with_a_file_the_words_wait_and_nothing_of_the_file_is_kept(home: Home) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    ended(home, anna)
    values = {
        "title": "Справка",
        "_by": str(anna.id),
        "file": (BytesIO(b"%PDF-" + b"x" * 3_000_000), "Справка Ёлкиной.pdf"),
    }
    kept = browser.post(f"{RENEW}?back={ELSEWHERE}", values, content_type="multipart/form-data")
    assert kept.status == 200
    assert "Ёлкин" not in kept.html
    form = kept.submit({"email": home.email_of(anna), "password": PASSWORD}).one("main form")
    sent = [(one["name"], one["value"]) for one in form.select("input[type=hidden]")]
    assert sent == [("title", "Справка"), ("_by", str(anna.id))]


@pytest.mark.parametrize("by", ["another", None])
def test_a_form_that_waits_is_not_sent_as_somebody_else_who_signs_in(home: Home, by: str | None) -> None:
    anna, boris = home.person("case_worker"), home.person("case_worker")
    written = {"text": "слова Анны"} | ({"_by": str(anna.id)} if by else {})
    kept = signed_in(home, anna).post(f"{RENEW}?back={ELSEWHERE}&anew=1", written)
    page = kept.submit({"email": home.email_of(boris), "password": PASSWORD})
    assert "не отправлено" in page.text
    assert "слова Анны" not in page.html
    assert not page.soup.select(f'form[action="{ELSEWHERE}"]')
    assert page.links()["На мою первую страницу"] == "/cases/today"


def test_signing_in_anew_ends_what_the_browser_was_signed_in_by_before(home: Home) -> None:
    anna, boris = home.person("case_worker"), home.person("case_worker")
    browser = signed_in(home, anna)
    before = str(getattr(browser.client.get_cookie(PLAIN_COOKIE), "value", ""))
    elsewhere = signed_in(home, anna)
    send(browser, SIGN_IN, {"email": home.email_of(boris), "password": PASSWORD})
    assert Browser(home.bench.app.test_client(), before).client.get("/identity/api/v1/me").status_code == 401
    assert elsewhere.client.get("/identity/api/v1/me").status_code == 200, "her other devices stay signed in"
    assert browser.client.get("/identity/api/v1/me").json["id"] == str(boris.id)
    assert [event["person"] for event in home.bench.published(identity.SESSION_REVOKED)] == [anna.id]


def test_a_wrong_password_ends_nothing(home: Home) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    assert send(browser, SIGN_IN, {"email": home.email_of(anna), "password": "не тот"}).status_code == 422
    assert browser.client.get("/identity/api/v1/me").status_code == 200


def test_a_page_asked_for_after_the_session_is_asked_for_again_after_signing_in(home: Home) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    ended(home, anna)
    answer = browser.client.get(f"{RENEW}?back={ELSEWHERE}", headers=FROM_US)
    assert answer.headers["Location"] == f"{SIGN_IN}?back={ELSEWHERE}"


def test_who_is_not_let_in_with_a_token_that_holds_signs_in_anew(home: Home) -> None:
    """Renewing would send them to and fro for ever."""
    browser = signed_in(home, home.person("case_worker"))
    answer = browser.client.get(f"{RENEW}?back={ELSEWHERE}&anew=1", headers=FROM_US)
    assert answer.headers["Location"] == f"{SIGN_IN}?back={ELSEWHERE}"


@pytest.mark.parametrize("path", [SIGN_IN, "/identity/sign-out", f"{RENEW}?back={ELSEWHERE}"])
def test_no_other_site_signs_anybody_in_or_out_or_gets_a_form_sent_on(home: Home, path: str) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    values = {"email": home.email_of(anna), "password": PASSWORD}
    refused = send(browser, path, values, **{"Sec-Fetch-Site": "cross-site"})
    assert refused.status_code == 403
    assert "<h1" in refused.text
    assert browser.client.get("/identity/api/v1/me").status_code == 200, "signed in as before"


def test_signing_out_in_one_tab_ends_it_in_every_service_and_tab(home: Home, bench: Callable[..., Bench]) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    token = str(getattr(browser.client.get_cookie(PLAIN_COOKIE), "value", ""))
    inboxes = bench("notifications")
    elsewhere = Browser(inboxes.app.test_client(), token).client
    assert elsewhere.get("/notifications/api/v1/inbox").status_code == 200
    answer = send(browser, "/identity/sign-out", {})
    assert answer.headers["Location"] == SIGN_IN
    assert browser.client.get_cookie(PLAIN_COOKIE) is None
    [event] = home.bench.published(identity.SESSION_REVOKED)
    inboxes.receive(identity.SESSION_REVOKED, anna.id, event)
    assert elsewhere.get("/notifications/api/v1/inbox").status_code == 401
    assert Browser(home.bench.app.test_client(), token).client.get("/identity/api/v1/me").status_code == 401


def test_signing_out_ends_the_session_too_when_the_token_ran_out_before(home: Home) -> None:
    anna = home.person("case_worker")
    browser = signed_in(home, anna)
    claims = tokens.decode(str(getattr(browser.client.get_cookie(PLAIN_COOKIE), "value", "")), home.keys)
    browser.client.delete_cookie(PLAIN_COOKIE)
    send(browser, "/identity/sign-out", {})
    with home.bench.session() as session:
        found = session.execute(text("select revoked_at from sessions where id = :id"), {"id": claims.session})
        assert found.scalar_one() is not None


def test_the_first_page_leads_in(home: Home) -> None:
    stranger = Browser(home.bench.app.test_client()).client
    assert stranger.get("/").headers["Location"] == f"{RENEW}?back=/"
    assert stranger.get(f"{RENEW}?back=/").headers["Location"] == f"{SIGN_IN}?back=/"
    browser = signed_in(home, home.person("case_worker"))
    first = browser.client.get("/").headers["Location"]
    assert first not in (SIGN_IN, f"{RENEW}?back=/")
    browser.client.delete_cookie(PLAIN_COOKIE)
    assert browser.client.get(f"{RENEW}?back=/").headers["Location"] == "/"


def test_the_accounts_of_the_sample_region_are_offered_there_alone(bench: Callable[..., Bench]) -> None:
    for demo, offered in (("1", True), ("0", False)):
        app = bench("identity", OPORA_DEMO=demo).app
        assert ("coordinator@ngo.example" in Browser(app.test_client()).get(SIGN_IN).text) is offered
