"""What cannot be read is kept as it came, once, whatever it is; and what follows it flows on."""

import json
from typing import Any

import pytest

from shared.eventing import deadletters
from shared.eventing.envelope import LOG_HEADER
from shared.eventing.record import Raw
from tests.eventing.road import Road
from tests.eventing.test_consumer import _data, _headers

Headers = list[tuple[str, bytes]]


def _sealed(**box: Any) -> bytes:
    return json.dumps({"at": "2026-11-12T09:30:00Z", "by": None, "n": 1, "name": {"sealed": 1, **box}}).encode()


POISON: dict[str, tuple[str, Headers, bytes | None]] = {
    "nested too deeply": ("not_json", _headers(), b"[" * 100_000),
    "a seal without a key": ("broken_seal", _headers(), _sealed(data="AAAA")),
    "a list as the key of a seal": ("broken_seal", _headers(), _sealed(kid=[1], data="AAAA")),
    "a seal without data": ("broken_seal", _headers(), _sealed(kid="KID")),
    "a number as the data of a seal": ("broken_seal", _headers(), _sealed(kid="KID", data=5)),
    "NUL in the subject": ("bad_header", _headers(ce_subject="a\0b"), _data(1)),
    "a page of text as the subject": ("bad_header", _headers(ce_subject="a" * 9000), _data(1)),
    "NUL in a header's name": ("missing_header_ce_specversion", [("x\0", b"1")], _data(1)),
    "a header that is no text": ("bad_header", [("ce_id", b"\xff")], _data(1)),
    "a time without an offset": ("bad_header", _headers(ce_time="2026-01-01T00:00:00"), _data(1)),
    "no value": ("not_json", _headers(), None),
    "a number beyond all": ("breaks_contract", _headers(), b'{"at": "2026-11-12T09:30:00Z", "by": null, "n": 1e400}'),
}


@pytest.mark.parametrize("name", POISON)
def test_the_consumer_survives(road: Road, name: str) -> None:
    error, headers, value = POISON[name]
    kid = road.sessions["alpha"].kw["info"]["keyrings"]["contacts"].current
    road.produce(headers, value and value.replace(b"KID", kid.encode()))
    road.produce(_headers(), _data(7))
    road.drive(road.consumer(), until=lambda: road.arrived() == [("k", 7)])
    assert road.rows("beta", "select error, count from dead_letters") == [(error, 1)]


def test_a_header_without_a_value_is_kept_as_it_came(road: Road) -> None:
    raw = Raw("opora.alpha", 0, 5, None, None, [("ce_id", None), ("empty", b"")])
    with road.sessions["beta"].begin() as session:
        deadletters.bury(session, raw, "bad_header")
    ((letter,),) = road.rows("beta", "select id from dead_letters")
    with road.sessions["beta"].begin() as session:
        assert deadletters.show(session, str(letter)) is not None
    (row,) = road.rows("beta", "select * from dead_letters")
    assert Raw.of(row) == raw


def test_a_dead_letter_that_a_new_log_brings_again_is_one_letter_and_stays_dropped(road: Road) -> None:
    def bring(offset: int, log: bytes, count: int) -> None:
        raw = Raw("opora.alpha", 3, offset, b"k", b"\xff", [*_HEADERS, (LOG_HEADER, log)])
        with road.sessions["beta"].begin() as session:
            deadletters.bury(session, raw, "not_json")
        assert road.rows("beta", 'select count, "offset" from dead_letters') == [(count, offset)]

    bring(5, b"first log", 1)
    bring(0, b"second log", 2)
    with road.sessions["beta"].begin() as session:
        (entry,) = deadletters.listing(session)
        assert deadletters.drop(session, entry["id"], "anna")
    bring(9, b"third log", 3)
    assert road.figures("beta")["dead"] == 0


_HEADERS = _headers()


def test_two_dead_letters_that_differ_in_their_id_alone_are_two(road: Road) -> None:
    for _ in range(2):
        with road.sessions["beta"].begin() as session:
            deadletters.bury(session, Raw("opora.alpha", 3, 5, b"k", b"\xff", list(_headers())), "not_json")
    assert road.figures("beta")["dead"] == 2
