"""What stands before and beside the services: the front page, the way to each service, the mail sink."""

import smtplib
import stat
import sys
from collections.abc import Callable, Iterable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx
import pytest

from stack.front import DEMO_ACCOUNTS
from stack.home import Home
from stack.ports import answers, free_port
from stack.processes import Child
from stack.web import Together


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ.get('SCRIPT_NAME', '')}|{environ['PATH_INFO']}".encode()]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path)
    made.prepare(demo=True)
    return made


def browse(home: Home, path: str) -> httpx.Response:
    together = Together({"cases": echo}, home)
    with httpx.Client(transport=httpx.WSGITransport(together), base_url="http://opora.example") as client:
        return client.get(path)


def test_a_request_reaches_the_service_of_its_first_segment_with_its_whole_path(home: Home) -> None:
    assert browse(home, "/cases/api/v1/cases").text == "|/cases/api/v1/cases"


def test_identity_serves_the_assets_of_all_pages_as_behind_the_gateway(home: Home) -> None:
    together = Together({"identity": echo}, home)
    with httpx.Client(transport=httpx.WSGITransport(together), base_url="http://opora.example") as client:
        assert client.get("/assets/opora.css").text == "|/assets/opora.css"
        assert client.get("/assetsx").status_code == 404


@pytest.mark.parametrize("path", ["/casesx", "/favicon.ico", "/x/cases"])
def test_what_no_service_has_is_not_found(home: Home, path: str) -> None:
    assert browse(home, path).status_code == 404


def test_the_front_page_shows_health_and_the_accounts_of_a_demo_home_alone(home: Home) -> None:
    parts = [{"name": "cases-worker", "state": "failing"}]
    home.publish({"healthy": False, "demo": True, "parts": parts})
    text = browse(home, "/").text
    assert "Работает не всё." in text
    assert "cases-worker</td><td>не работает" in text
    assert all(account in text for account in DEMO_ACCOUNTS)
    assert "/cases/api/v1/openapi.json" in text
    home.publish({"healthy": True, "demo": False, "parts": []})
    assert "@" not in browse(home, "/").text


def test_the_front_page_speaks_english_too(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPORA_LANGUAGE", "en")
    home.publish({"healthy": True, "demo": False, "parts": []})
    assert "Everything works." in browse(home, "/").text


def test_the_mail_sink_keeps_each_mail_as_a_file_of_its_own(home: Home) -> None:
    port = free_port()
    sink = Child("mail", [sys.executable, "-m", "stack.mail", str(port), str(home.mail)], home=home.path).start()
    sink.wait_until(lambda: answers(port), timeout=10)
    with smtplib.SMTP("127.0.0.1", port) as client:
        for subject in ("first", "second"):
            client.sendmail("opora@example", ["anna@example"], f"Subject: {subject}\r\n\r\nA link.\r\n")
    sink.stop()
    files = sorted(home.mail.glob("*.eml"))
    mails = [message_from_bytes(file.read_bytes()) for file in files]
    assert [mail["Subject"] for mail in mails] == ["first", "second"]
    assert mails[0]["X-Envelope-To"] == "anna@example"
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert sink.exit_code == 0
