"""What stands before and beside the services: the way to each service, the mail sink."""

import smtplib
import stat
import sys
from collections.abc import Callable, Iterable
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx
import pytest

from stack.home import Home
from stack.ports import answers, free_port
from stack.processes import Child
from stack.web import Together


def echo(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ.get('SCRIPT_NAME', '')}|{environ['PATH_INFO']}".encode()]


def browse(path: str, service: str = "cases") -> httpx.Response:
    together: Any = Together({service: echo})  # type: ignore[dict-item]
    with httpx.Client(transport=httpx.WSGITransport(together), base_url="http://opora.example") as client:
        return client.get(path)


def test_a_request_reaches_the_service_of_its_first_segment_with_its_whole_path() -> None:
    assert browse("/cases/api/v1/cases").text == "|/cases/api/v1/cases"


@pytest.mark.parametrize("path", ["/assets/opora.css", "/"])
def test_identity_serves_the_assets_of_all_pages_and_leads_everybody_in_as_behind_the_gateway(path: str) -> None:
    assert browse(path, "identity").text == f"|{path}"


@pytest.mark.parametrize("path", ["/casesx", "/favicon.ico", "/x/cases", "/assetsx"])
def test_what_no_service_has_is_not_found(path: str) -> None:
    assert [browse(path, service).status_code for service in ("cases", "identity")] == [404, 404]


def test_the_mail_sink_keeps_each_mail_as_a_file_of_its_own(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare(demo=True)
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
