"""Bodies, paths, queries and cookies that no honest client sends: a refusal, never a failure."""

import io
import logging
import time
from typing import Any

import pytest
from gunicorn.http.body import Body, ChunkedReader
from gunicorn.http.unreader import IterUnreader
from joserfc import jwt
from sqlalchemy import text

from shared.ids import uuid7
from tests.support.server import Server
from tests.web.site import URL, Site

BODIES: dict[str, tuple[bytes, int]] = {
    "array": (b"[]", 400),
    "null": (b"null", 400),
    "not a number": (b'{"words": NaN}', 400),
    "deep": (b"[" * 100_000, 400),
    "deep objects": (b'{"a":' * 100_000, 400),
    "deep value": (b'{"words":' + b"[" * 900 + b"]" * 900 + b"}", 422),
    "a number of 6,000 digits": (b'{"words":' + b"9" * 6000 + b"}", 400),
    "lone surrogate": (b'{"words":"\\ud800"}', 422),
    "lone surrogate as a name": (b'{"\\ud800":1}', 422),
    "nul": (b'{"words":"\\u0000"}', 422),
    "nul as a name": (b'{"\\u0000":1}', 422),
    "latin 1": ('{"words":"é"}'.encode("latin-1"), 400),
    "two bodies": (b"{} {}", 400),
    "empty": (b"", 422),
    "a week for a day": (b'{"words":"a","on":"2026-W01-1"}', 422),
}


@pytest.mark.parametrize("name", BODIES)
def test_strange_bodies_are_refused(site: Site, name: str) -> None:
    raw, status = BODIES[name]
    assert site.person().post(URL, raw=raw).status == status
    assert site.count() == 0


def test_a_byte_order_mark_and_utf_16_are_json_too(site: Site) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32-le"):
        assert site.person().post(URL, raw='{"words": "Вера"}'.encode(encoding)).json["words"] == "Вера"


def test_two_megabytes_are_read_and_one_byte_more_is_not(site: Site) -> None:
    def body(size: int) -> bytes:
        return b'{"words":"' + b"a" * (size - 12) + b'"}'

    assert site.person().post(URL, raw=body(2 * 2**20)).status == 422
    for key in (None, "once"):
        assert site.person().post(URL, raw=body(2 * 2**20 + 1), key=key).status == 413


def test_a_body_without_a_length_is_measured_too(site: Site) -> None:
    too_much = b'{"words":"' + b"a" * (2 * 2**20) + b'"}'
    for raw, status in ((b'{"words": "a"}', 201), (too_much, 413)):
        response = site.app.test_client().post(
            URL,
            input_stream=io.BytesIO(raw),
            headers={"Authorization": f"Bearer {site.token(uuid7())}", "Transfer-Encoding": "chunked"},
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
        )
        assert response.status_code == status


def test_chunks_that_are_none_are_the_sender_s_fault(site: Site) -> None:
    body = Body(ChunkedReader(None, IterUnreader([b"zz\r\n{}"])))
    response = site.app.test_client().post(
        URL,
        headers={"Authorization": f"Bearer {site.token(uuid7())}", "Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert (response.status_code, site.count()) == (400, 0)


def test_a_million_items_are_refused_at_once_and_in_few_words(site: Site) -> None:
    began = time.monotonic()
    answer = site.person().post(URL, raw=b'{"words":"a","many":[' + b"1," * 1_000_000 + b"1]}")
    assert answer.json["errors"] == {"many": ["too_many"]}
    assert time.monotonic() - began < 5


def test_a_hundred_thousand_unknown_fields_are_answered_in_few_words(site: Site) -> None:
    answer = site.person().post(URL, raw=b"{" + b",".join(b'"%x":1' % n for n in range(150_000)) + b"}")
    assert (answer.status, len(answer.json["errors"])) == (422, 100)


CLAIMS: dict[str, dict[str, Any]] = {
    "run out": {"exp": 1},
    "no end": {"exp": None},
    "end of time": {"exp": 1e300},
    "a text as the end": {"exp": "2099"},
    "began in year 10^10": {"began": 1e18},
    "other issuer": {"iss": "somebody"},
    "a number as the person": {"sub": 5},
    "nobody": {"sub": None},
    "no roles": {"roles": None},
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_token_with_strange_claims_signs_nobody_in(site: Site, name: str) -> None:
    key = site.keys.keys[0]
    good = jwt.decode(site.token(uuid7()), site.keys, algorithms=["Ed25519"]).claims
    token = jwt.encode({"alg": "Ed25519", "kid": key.kid}, {**good, **CLAIMS[name]}, key, algorithms=["Ed25519"])
    assert site.with_token(token).post(URL, {"words": "a"}).status == 401


@pytest.mark.parametrize("secure", [False, True])
def test_only_the_cookie_of_our_own_host_counts(server: Server, secure: bool) -> None:
    address = "https://opora.example" if secure else "http://opora.example"
    with Site.of(server, OPORA_ADDRESS=address) as site:
        for name, good in (("__Host-opora", secure), ("opora", not secure)):
            client = site.app.test_client()
            client.set_cookie(name, site.token(uuid7()))
            answer = client.post(URL, json={"words": "a"}, headers={"Sec-Fetch-Site": "same-origin"})
            assert answer.status_code == (201 if good else 401)


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "null"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "same-site"},
     {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}],
)  # fmt: skip
def test_a_form_of_another_site_changes_nothing(site: Site, headers: dict[str, str]) -> None:
    client = site.app.test_client()
    client.set_cookie("opora", site.token(uuid7()))
    assert client.post(URL, json={"words": "a"}, headers=headers).status_code == 403
    assert site.count() == 0


def test_what_fails_shows_nothing_personal(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    personal = "Соколова Вера +7 900 555-01-42"
    failures = [
        lambda session: session.execute(text("select cast(:name as int)"), {"name": personal}),
        lambda session: session.execute(text("select :name / 0"), {"name": personal}),
        lambda session: {}[personal],
    ]
    caplog.set_level(logging.DEBUG)
    for failure in failures:
        site.meanwhile = failure
        answer = site.person().post(URL, {"words": personal}, key="once")
        assert answer.status == 500
        assert "Вера" not in answer.text
    assert "Вера" not in caplog.text
    assert "555" not in caplog.text


def test_a_web_whose_connections_are_all_in_use_asks_to_come_again(site: Site) -> None:
    pool = site.app.extensions["opora"].sessions.kw["bind"].pool
    pool._timeout = 0.1
    held = [pool.connect() for _ in range(10)]
    answer = site.person().post(URL, {"words": "a"})
    assert (answer.status, answer.headers["Retry-After"]) == (503, "1")
    for connection in held:
        connection.close()


@pytest.mark.parametrize("address", ["https://opora.example", "https://Opora.example:443"])
@pytest.mark.parametrize(
    ("origin", "status"),
    [("https://opora.example", 201), ("http://opora.example", 403), ("http://inside:8000", 403), ("null", 403)],
)
def test_a_form_of_our_own_page_is_known_by_our_address_whatever_a_proxy_says(
    server: Server, address: str, origin: str, status: int
) -> None:
    with Site.of(server, OPORA_ADDRESS=address, OPORA_TRUSTED_PROXIES="1") as site:
        client = site.app.test_client()
        client.set_cookie("__Host-opora", site.token(uuid7()), domain="inside")
        headers = {"Origin": origin, "Host": "inside:8000", "X-Forwarded-Proto": "http"}
        assert client.post(URL, json={"words": "a"}, headers=headers).status_code == status
