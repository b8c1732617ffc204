"""What keeps other sites out of pages, and what goes out with each."""

import pytest

from tests.support.pages import FROM_US
from tests.support.server import Server
from tests.web.pages.notes import NEW, Desk
from tests.web.site import Site

STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self';"


@pytest.mark.parametrize("path", [NEW, "/alpha/notes/staff", "/alpha/nowhere"])
def test_every_page_is_guarded_refusals_too(desk: Desk, path: str) -> None:
    headers = desk.browser().client.get(path, headers=FROM_US).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith(STRICT)
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin", "else older browsers hide where our own forms come from"


def test_there_is_no_inline_style_or_script_on_a_page(desk: Desk) -> None:
    soup = desk.browser().get(NEW).soup
    assert not soup.select("style, [style], script:not([src])")
    assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]


@pytest.mark.parametrize(
    "where", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {}]
)
def test_a_form_that_another_site_sends_is_refused(desk: Desk, where: dict[str, str]) -> None:
    browser = desk.browser()
    answer = browser.client.post(NEW, data={"words": "чужое"}, headers={"Accept": "text/html"} | where)
    assert answer.status_code == 403
    assert "<h1" in answer.text, "a page, also for who came from elsewhere"
    assert desk.site.count() == 0


@pytest.mark.parametrize(
    "where", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
def test_nor_is_one_for_anyone_taken_from_another_site_whatever_the_browser_says_it_by(
    desk: Desk, where: dict[str, str]
) -> None:
    """Browsers of not long ago say it by the origin alone."""
    sent = {"path": "/alpha/notes/open", "data": {"words": "чужое"}}
    assert desk.nobody.client.post(**sent, headers=where).status_code == 403
    assert desk.nobody.client.post(**sent, headers={"Origin": desk.site.settings.address}).status_code == 303


def test_an_older_browser_that_names_our_own_address_is_heard(desk: Desk) -> None:
    headers = {"Origin": desk.site.settings.address, "Accept": "text/html"}
    assert desk.browser().client.post(NEW, data={"words": "свои"}, headers=headers).status_code == 303
    assert desk.site.count() == 1


def test_the_language_is_switched_by_a_link_and_remembered(desk: Desk) -> None:
    browser = desk.browser()
    page = browser.get(NEW)
    assert page.one("html")["lang"] == "ru"
    english = browser.get(NEW + str(page.one("a[hreflang=en]")["href"]))
    assert english.one("html")["lang"] == "en"
    assert browser.get(NEW).one("html")["lang"] == "en"


@pytest.mark.parametrize(("address", "secure"), [("https://opora.example", True), ("http://127.0.0.1:8000", False)])
def test_the_language_cookie_is_secure_under_tls(server: Server, address: str, secure: bool) -> None:
    with Site.of(server, OPORA_ADDRESS=address) as site:
        cookie = Desk(site).nobody.client.get("/alpha/notes/open?language=en").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) is secure
