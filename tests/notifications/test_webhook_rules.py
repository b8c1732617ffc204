"""What agencies' systems may hear of, where they may be, and when they are tried again."""

from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any
from uuid import UUID

import pytest

from services.notifications import signing
from services.notifications.commands.offering import sides_of
from services.notifications.webhooks import catalogue, rules, secrets
from services.notifications.webhooks.addresses import Endpoint, Wrong, check_literal, parse, permitted
from services.notifications.webhooks.table import (
    FORMER_RECEIVER,
    NOT_TOLD,
    OWNER,
    RECEIVER,
    ROWS,
    SENDER,
    TABLE,
    WEBHOOK_EVENTS,
    Row,
    Side,
)
from shared import clock
from shared.contracts import ALL, cases, examples, referrals
from shared.eventing.contract import EventType
from shared.eventing.envelope import Event

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
SAFE_IDS = {"referral", "case", "request", "entry", "from_organisation", "to_organisation", "organisation"}
SAFE_IDS |= {"stage", "meeting", "session", "programme"}
SAFE = {"reference", "referral_reference", "status", "urgency", "kind", "reason", "outcome", "holds", "version"}
SAFE |= {"times", "call", "submitted_at", "answer_by", "reply_by", "position", "planned_at"}
every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name}-{row.side.field}")


# --- who may hear of what ---------------------------------------------------------------------------------------------


def test_every_event_of_the_platform_is_told_or_not_told_for_a_reason() -> None:
    assert set(TABLE) | set(NOT_TOLD) == set(ALL)
    assert not set(TABLE) & set(NOT_TOLD)
    assert all(NOT_TOLD.values())


def test_each_event_has_one_name_that_can_be_asked_for() -> None:
    assert {row.name for row in ROWS} == set(WEBHOOK_EVENTS)
    assert all(len({row.name for row in rows}) == 1 for rows in TABLE.values())


@every_row
def test_a_system_gets_nothing_but_ids_of_records_references_dates_and_codes(row: Row) -> None:
    days = {name for name in row.fields if name.endswith("_on")}
    assert set(row.fields) <= SAFE | SAFE_IDS | days
    assert not set(row.fields) & {name for name, _ in row.event.sealed_fields()}
    assert set(row.fields) - {"referral_reference"} <= set(row.event.schema.fields)


@every_row
def test_no_text_of_a_person_can_stand_in_a_field(row: Row) -> None:
    """Texts are references alone; all else is an id, a date, a number or a code of a list."""
    kinds = {name: type(row.event.schema.fields[name]).__name__ for name in row.fields if name != "referral_reference"}
    texts = {name for name, kind in kinds.items() if kind == "String"}
    coded = {name for name in texts if row.event.schema.fields[name].metadata.get("enum")}
    assert texts - coded <= {"reference"}
    assert set(kinds.values()) <= {"String", "UUID", "Day", "Instant", "Integer", "Boolean"}


def sides(event: EventType, **changes: Any) -> dict[str, Side]:
    """Organisation of the examples → by which side it hears of this."""
    told = sides_of(Event(None, event, event.load(event.example) | changes))  # type: ignore[arg-type]
    names = {UUID(examples.NGO): "ngo", UUID(examples.GUARDIANSHIP): "guardianship", UUID(examples.SCHOOL): "school"}
    return {names[organisation]: row.side for organisation, row in told.items()}


def test_a_referral_is_told_to_both_sides() -> None:
    assert sides(referrals.REFERRAL_ACCEPTED) == {"ngo": RECEIVER, "guardianship": SENDER}


def test_of_a_referral_that_is_nobodys_the_receiver_alone_hears() -> None:
    assert sides(referrals.REFERRAL_SUBMITTED, from_organisation=None) == {"ngo": RECEIVER}


def test_who_passed_a_referral_on_hears_of_that_and_of_nothing_after_it() -> None:
    told = sides(referrals.REFERRAL_PASSED_ON)
    assert told == {"ngo": RECEIVER, "guardianship": SENDER, "school": FORMER_RECEIVER}
    assert [row.fields for row in ROWS if row.side is FORMER_RECEIVER] == [("referral", "reference")]
    after = [event for event in TABLE if event is not referrals.REFERRAL_PASSED_ON]
    assert all("school" not in sides(event) for event in after)


def test_a_case_is_told_to_its_organisation_and_its_beginning_and_end_to_the_sender() -> None:
    loop = {cases.CASE_OPENED, cases.CASE_CLOSED, cases.CASE_REOPENED}
    for event in (event for event in TABLE if event.service == "cases"):
        assert sides(event) == {"ngo": OWNER} | ({"guardianship": SENDER} if event in loop else {})


def test_the_sender_learns_neither_id_nor_reference_of_the_case() -> None:
    of_sender = [row for row in ROWS if row.side is SENDER and row.event.service == "cases"]
    assert of_sender
    assert not any({"case", "reference", "status"} & set(row.fields) for row in of_sender)


def test_who_is_both_sides_is_told_once_as_the_receiver() -> None:
    own = {"from_organisation": UUID(examples.NGO)}
    assert sides(referrals.REFERRAL_ACCEPTED, **own) == {"ngo": RECEIVER}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_printed_table_says_what_the_table_says(language: str) -> None:
    assert catalogue.printed(language) in catalogue.file(language).read_text()


def test_no_two_events_read_the_same() -> None:
    for language in ("ru", "en"):
        assert len({WEBHOOK_EVENTS.text(code, language) for code in WEBHOOK_EVENTS}) == len(WEBHOOK_EVENTS)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_example_of_the_pages_takes_what_we_sign_and_nothing_else(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = catalogue.file(language).read_text().split("```python\n")[1].split("```")[0]
    known: dict[str, Any] = {}
    secret = secrets.fresh()
    monkeypatch.setenv("OPORA_WEBHOOK_SECRET", secret)
    example: dict[str, Any] = {"__name__": __name__, "remember_once": known.__setitem__}
    exec(code, example)
    system, body = example["app"].test_client(), '{"type": "webhook.test", "data": "тест"}'.encode()
    signed = signing.signed([secrets.key_of(secrets.fresh()), secrets.key_of(secret)], "17", clock.system(), body)
    assert system.post("/opora", data=body, headers=signed).status_code == 204
    assert known == {"17": {"type": "webhook.test", "data": "тест"}}
    assert system.post("/opora", data=body + b" ", headers=signed).status_code == 401
    late = signing.signed([secrets.key_of(secret)], "18", clock.system() - timedelta(minutes=6), body)
    assert system.post("/opora", data=body, headers=late).status_code == 401


# --- where a system may be --------------------------------------------------------------------------------------------

NOT_PUBLIC = """
127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.8
198.18.0.1 224.0.0.1 239.1.1.1 255.255.255.255 ::1 :: fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::7f00:1 fec0::1
::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1:: 2001:0:7f00:1:: 2001:db8::1
"""


@pytest.mark.parametrize("address", NOT_PUBLIC.split())
def test_no_address_inside_is_permitted(address: str) -> None:
    assert not permitted(ip_address(address), [])


@pytest.mark.parametrize("address", ["8.8.8.8", "95.173.136.70", "2a02:6b8::2:242", "::ffff:8.8.8.8"])
def test_public_addresses_are_permitted(address: str) -> None:
    assert permitted(ip_address(address), [])


def test_an_allowed_network_is_permitted_and_its_neighbour_is_not() -> None:
    allowed = [ip_network("10.8.0.0/16"), ip_network("fd00::/8")]
    assert permitted(ip_address("10.8.3.4"), allowed)
    assert permitted(ip_address("fd12::1"), allowed)
    assert permitted(ip_address("::ffff:10.8.3.4"), allowed)
    assert not permitted(ip_address("10.9.0.1"), allowed)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://ngo.example/hook", "not_https"),
        ("ftp://ngo.example/hook", "invalid"),
        ("ngo.example/hook", "invalid"),
        ("https:///hook", "invalid"),
        ("https://кто:угодно@ngo.example/", "invalid"),
        ("https://ngo.example/#часть", "invalid"),
        ("https://ngo.example:99999/", "invalid"),
        ("https://ngo.example:0/", "invalid"),
        ("https://ngo..example/", "invalid"),
        ("https://ngo example/", "invalid"),
        ("https://[::1/", "invalid"),
        ("https://" + "я" * 64 + ".example/", "invalid"),
        ("file:///etc/passwd", "invalid"),
        ("", "invalid"),
    ],
)
def test_what_is_no_address_of_a_system_is_refused(url: str, code: str) -> None:
    with pytest.raises(Wrong, match=code):
        parse(url, http=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "169.254.169.254", "192.168.0.10"])
def test_an_address_inside_is_refused_as_soon_as_it_is_written_down(host: str) -> None:
    with pytest.raises(Wrong, match="not_public"):
        check_literal(parse(f"https://{host}/", http=False), [])


def test_a_russian_address_becomes_what_the_network_understands() -> None:
    endpoint = parse("https://опека.рф:8443/приём?ключ=да нет&a=%D0%B0", http=False)
    assert endpoint == Endpoint(
        True, "xn--80ajpof.xn--p1ai", 8443, "/%D0%BF%D1%80%D0%B8%D1%91%D0%BC?%D0%BA%D0%BB%D1%8E%D1%87="
        "%D0%B4%D0%B0%20%D0%BD%D0%B5%D1%82&a=%D0%B0",
    )  # fmt: skip
    assert endpoint.named == "xn--80ajpof.xn--p1ai:8443"
    assert parse("https://NGO.example", http=False) == Endpoint(True, "ngo.example", 443, "/")


# --- when it is tried again -------------------------------------------------------------------------------------------


def test_a_message_is_tried_ten_times_within_about_three_days() -> None:
    at, tries = NOW, 1
    while later := rules.next_try(tries, at, None, 0):
        at, tries = later, tries + 1
    assert tries == 10
    assert at - NOW == timedelta(hours=75, minutes=35, seconds=5)


def test_tries_are_spread_but_never_earlier_than_the_schedule_says() -> None:
    assert rules.next_try(2, NOW, None, 0) == NOW + timedelta(minutes=5)
    assert rules.next_try(2, NOW, None, 1) == NOW + timedelta(minutes=5, seconds=30)


def test_who_asks_to_come_later_is_left_alone_so_long_but_not_for_ever() -> None:
    assert rules.next_try(1, NOW, timedelta(minutes=2), 0) == NOW + timedelta(minutes=2)
    assert rules.next_try(3, NOW, timedelta(minutes=2), 0) == NOW + timedelta(minutes=30)
    assert rules.next_try(1, NOW, timedelta(days=9999), 0) == NOW + timedelta(hours=24)


@pytest.mark.parametrize(
    ("status", "fault"), [(None, True), (500, True), (503, True), (429, True), (400, False), (404, False), (302, False)]
)
def test_only_a_system_that_can_take_nothing_rests(status: int | None, fault: bool) -> None:
    assert rules.at_fault(status) is fault


def test_a_rest_grows_to_five_minutes() -> None:
    assert [rules.rest(times).total_seconds() for times in (1, 2, 7, 1000)] == [5, 10, 300, 300]


def test_an_endpoint_is_disabled_after_more_than_five_days_without_success() -> None:
    assert not rules.disabled(NOW - timedelta(days=5), NOW)
    assert rules.disabled(NOW - timedelta(days=5, seconds=1), NOW)
