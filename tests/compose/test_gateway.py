"""What people meet in front of the services, and the job played through it."""

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from shared.config import SERVICES
from stack.demo.play.job import Job
from stack.demo.play.office import Town
from stack.demo.play.report import Report
from tests.compose.conftest import Installed
from tests.support.waiting import until

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

LIMIT = 2 * 1024 * 1024
TRICKLES = 40
TRICKLED = (
    b"POST /identity/api/v1/tokens HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
)


@pytest.fixture
def browser(stack: Installed) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.address, timeout=60) as client:
        yield client


def test_the_whole_job_is_done_through_the_gateway(stack: Installed) -> None:
    with Town(stack.address, "opora-demo", "en") as town:
        Job(town, Report("en", lambda line: None), None).play()


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("path", ["metrics", "health/live", "health/ready", "./metrics", "%6Detrics", "/metrics"])
def test_what_is_for_inside_is_not_found(browser: httpx.Client, service: str, path: str) -> None:
    assert browser.get(f"/{service}/{path}").status_code == 404


@pytest.mark.parametrize("size", [LIMIT + 1, 3 * LIMIT])
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_a_body_over_two_megabytes_is_refused(browser: httpx.Client, size: int, declared: bool) -> None:
    answer = head_of(browser, "POST", "/identity/api/v1/tokens", body_of(size, declared), JSON)
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


DOCUMENTS = "/cases/api/v1/cases/01a2039e-48f4-7269-9853-268c88c50be5/documents"
FORM_OF_A_PAGE = "/cases/01a2039e-48f4-7269-9853-268c88c50be5/documents/new"
FORM = {"Content-Type": "multipart/form-data; boundary=line"}
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "path", [DOCUMENTS, DOCUMENTS.replace("cases", "referrals"), DOCUMENTS.replace("cases", "volunteers")]
)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_a_file_goes_through_to_its_service_whose_refusal_comes_back(
    browser: httpx.Client, path: str, declared: bool
) -> None:
    """Nobody is signed in: the service answers before it has read what comes."""
    for _ in range(5):
        answer = head_of(browser, "POST", path, body_of(20 * 1024 * 1024, declared))
        assert answer.status_code == 401


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_a_file_of_a_page_goes_through_to_its_service_too(browser: httpx.Client, declared: bool) -> None:
    """Nobody is signed in: they are sent to sign in, and the file does not go along."""
    answer = head_of(browser, "POST", FORM_OF_A_PAGE, body_of(20 * 1024 * 1024, declared))
    assert answer.status_code == 303


def test_a_file_over_twenty_megabytes_is_refused(browser: httpx.Client) -> None:
    answer = head_of(browser, "POST", DOCUMENTS, body_of(22 * 1024 * 1024, True))
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize(
    ("method", "path"),
    [("PUT", DOCUMENTS), ("POST", f"{DOCUMENTS}/x"), ("POST", DOCUMENTS.replace("cases", "identity"))],
)
@pytest.mark.parametrize("declared", [True, False], ids=["declared", "chunked"])
def test_only_new_documents_may_be_larger_than_two_megabytes(
    browser: httpx.Client, method: str, path: str, declared: bool
) -> None:
    """Without a declared length the service, which knows no such path, may be the first to say no."""
    refused = {413} if declared else {413, 404, 405}
    assert head_of(browser, method, path, body_of(LIMIT + 1, declared)).status_code in refused


def head_of(
    browser: httpx.Client, method: str, path: str, body: bytes | Iterator[bytes], headers: dict[str, str] = FORM
) -> httpx.Response:
    """Who is refused while still sending may find the connection closed before the rest of the answer."""
    with browser.stream(method, path, content=body, headers=headers) as answer:
        return answer


def body_of(size: int, declared: bool) -> bytes | Iterator[bytes]:
    return b" " * size if declared else (b" " * min(65536, size - sent) for sent in range(0, size, 65536))


def test_a_body_of_two_megabytes_reaches_the_service(browser: httpx.Client) -> None:
    answer = browser.post("/identity/api/v1/tokens", content=b" " * LIMIT, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/api", "/cases/api/v1/cases", "/nowhere"])
def test_every_answer_is_guarded(browser: httpx.Client, path: str) -> None:
    headers = browser.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in ("no-referrer", "same-origin")
    assert "Server" not in headers


def test_the_front_page_and_the_description_of_the_api_are_there(browser: httpx.Client) -> None:
    front, description = browser.get("/", follow_redirects=True), browser.get("/api")
    assert (front.url.path, "coordinator@ngo.example" in front.text) == ("/identity/sign-in", True)
    assert "/referrals/api/v1/referrals" in description.text
    assert front.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_while_a_service_is_away_people_read_that_nothing_is_lost(stack: Installed, browser: httpx.Client) -> None:
    stack.stop("volunteers")
    try:
        page = browser.get("/volunteers/api/v1/requests", headers={"Accept": "text/html"})
        program = browser.get("/volunteers/api/v1/requests", headers={"Accept": "application/json"})
    finally:
        stack.start("volunteers")
    assert (page.status_code, "All that you saved is safe" in page.text) == (503, True)
    assert (program.status_code, program.json()["status"]) == (503, 503)
    assert page.headers["Retry-After"] == program.headers["Retry-After"] == "60"
    until(lambda: browser.get("/volunteers/api/v1/requests").status_code == 401, every=0.2)


def test_bodies_that_trickle_in_keep_nobody_else_waiting(stack: Installed, browser: httpx.Client) -> None:
    """A service has sixteen threads; the gateway gathers each body before it takes one of them."""
    place = urlsplit(stack.address)
    with ExitStack() as opened:
        slow = [
            opened.enter_context(socket.create_connection((place.hostname, place.port), timeout=5))
            for _ in range(TRICKLES)
        ]
        for connection in slow:
            connection.sendall(TRICKLED)
        for _ in range(10):
            for connection in slow:
                connection.sendall(b" ")
            assert browser.get("/identity/api/v1/me", timeout=3).status_code == 401
        assert select.select(slow, [], [], 0)[0] == []


def test_a_forged_address_does_not_reach_a_service(browser: httpx.Client) -> None:
    """One address may try one account ten times, however many addresses it claims to have."""
    wrong = {"email": "nobody@nowhere.example", "password": "wrong-password"}
    statuses = [try_to_sign_in(browser, wrong, f"192.0.2.{number}") for number in range(11)]
    assert statuses == [401] * 10 + [429]


def try_to_sign_in(browser: httpx.Client, body: dict[str, str], claimed: str) -> int:
    return browser.post("/identity/api/v1/tokens", json=body, headers={"X-Forwarded-For": claimed}).status_code
