"""What a referral may say: each thing that is wrong is named by its path, and nothing is left behind."""

from datetime import timedelta
from typing import Any

import pytest

from shared import clock
from shared.ids import uuid7
from tests.referrals.family import API, BODY, MOTHER, SON, Region, changed

M = "family.members"
TOMORROW = str(clock.today("Europe/Moscow") + timedelta(days=1))
LONG = "a" * 20_001

WRONG: list[tuple[str, Any, str, str]] = [
    # what is set, to what; which path is named, with which code
    ("to_organisation", ..., "to_organisation", "required"),
    ("to_organisation", "our NGO", "to_organisation", "type"),
    ("to_organisation", str(uuid7()), "to_organisation", "not_found"),
    ("channel", ..., "channel", "required"),
    ("channel", "pigeon", "channel", "unknown_code"),
    ("channel", 7, "channel", "type"),
    ("basis", ..., "basis", "required"),
    ("basis", "consent", "basis", "type"),
    ("basis.kind", "curiosity", "basis.kind", "unknown_code"),
    ("basis.given_on", ..., "basis.given_on", "required"),
    ("basis.given_on", TOMORROW, "basis.given_on", "in_future"),
    ("basis.given_on", "2025-02-30", "basis.given_on", "invalid_date"),
    ("basis.document", "x" * 301, "basis.document", "too_long"),
    ("basis.signed", True, "basis.signed", "unknown_field"),
    ("urgency", "whenever", "urgency", "unknown_code"),
    ("reasons", ..., "reasons", "required"),
    ("reasons", [], "reasons", "required"),
    ("reasons", "few_contacts", "reasons", "type"),
    ("reasons", ["few_contacts", "bad_people"], "reasons.1", "unknown_code"),
    ("reasons", ["few_contacts"] * 16, "reasons", "too_many"),
    ("narrative", ..., "narrative", "required"),
    ("narrative", "  \n ", "narrative", "required"),
    ("narrative", LONG, "narrative", "too_long"),
    ("narrative", "я" * 300_000, "narrative", "too_long"),
    ("narrative", "a\x00b", "narrative", "control_character"),
    ("narrative", "\ud800", "narrative", "control_character"),
    ("narrative", ["text"], "narrative", "type"),
    ("help_wanted", ..., "help_wanted", "required"),
    ("help_wanted", ["money"], "help_wanted.0", "unknown_code"),
    ("help_wanted", None, "help_wanted", "required"),
    ("note", "more", "note", "unknown_field"),
    ("family", ..., "family", "required"),
    ("family", [], "family", "type"),
    ("family", {}, "family.members", "required"),
    ("family.kind", "nuclear", "family.kind", "unknown_code"),
    ("family.district", "nowhere", "family.district", "unknown_code"),
    ("family.district", ..., "family.district", "required"),
    ("family.phone", "call us", "family.phone", "invalid_phone"),
    ("family.phone", "😀", "family.phone", "invalid_phone"),
    ("family.address", "a\x07b", "family.address", "control_character"),
    ("family.cat", "Мурка", "family.cat", "unknown_field"),
    (M, [], M, "required"),
    (M, [MOTHER] * 31, M, "too_many"),
    (f"{M}.0", "mother", f"{M}.0", "type"),
    (f"{M}.0.role", "cat", f"{M}.0.role", "unknown_code"),
    (f"{M}.0.last_name", ..., f"{M}.0.last_name", "required"),
    (f"{M}.0.last_name", "", f"{M}.0.last_name", "required"),
    (f"{M}.0.last_name", "Щерб😀ва", f"{M}.0.last_name", "not_a_name"),
    (f"{M}.0.last_name", "<b>", f"{M}.0.last_name", "not_a_name"),
    (f"{M}.0.first_name", ..., f"{M}.0.first_name", "required"),
    (f"{M}.0.first_name", "😀", f"{M}.0.first_name", "not_a_name"),
    (f"{M}.0.first_name", "А" * 101, f"{M}.0.first_name", "too_long"),
    (f"{M}.1.first_name", "А\nБ", f"{M}.1.first_name", "control_character"),
    (f"{M}.1.born_on", TOMORROW, f"{M}.1.born_on", "in_future"),
    (f"{M}.1.born_on", "2016-02-30", f"{M}.1.born_on", "invalid_date"),
    (f"{M}.1.born_on", "0016-02-03", f"{M}.1.born_on", "invalid_date"),
    (f"{M}.1.born_on", 20160509, f"{M}.1.born_on", "invalid_date"),
    (f"{M}.1.born_on", ..., f"{M}.1.born_on", "required"),
    (f"{M}.1.born_on", "1990-01-01", f"{M}.1.born_on", "out_of_range"),
    (f"{M}.1.age", 9, f"{M}.1.age", "conflicting"),
    (f"{M}.0.middle_name", "007", f"{M}.0.middle_name", "not_a_name"),
    (f"{M}.0.age", 4, f"{M}.0.age", "out_of_range"),
    (f"{M}.0.age", 121, f"{M}.0.age", "out_of_range"),
    (f"{M}.0.age", -1, f"{M}.0.age", "out_of_range"),
    (f"{M}.0.age", "forty", f"{M}.0.age", "type"),
    (f"{M}.0.age", 10**30, f"{M}.0.age", "out_of_range"),
    (f"{M}.0.born_on", "1900-01-01", f"{M}.0.born_on", "out_of_range"),
    (f"{M}.1.hobby", "chess", f"{M}.1.hobby", "unknown_field"),
]


def test_each_wrong_thing_is_named_and_leaves_no_row(region: Region) -> None:
    region.referral()
    before = region.bench.counts()
    for path, value, named, code in WRONG:
        body = changed(path, value, BODY | {"to_organisation": str(region.ngo)})
        answer = region.referrer.api.post(f"{API}/referrals", body)
        assert answer.status == 422, (path, value, answer.text)
        assert code in answer.json["errors"].get(named, []), (path, str(value)[:40], answer.json["errors"])
    assert region.bench.counts() == before


def test_all_that_is_wrong_is_said_at_once(region: Region) -> None:
    body = changed(f"{M}.1.born_on", TOMORROW, changed("basis.given_on", TOMORROW))
    errors = region.submit(body, to_organisation=str(uuid7())).json["errors"]
    assert errors == {
        "basis.given_on": ["in_future"],
        "family.members.1.born_on": ["in_future"],
        "to_organisation": ["not_found"],
    }


@pytest.mark.parametrize(
    ("raw", "status"),
    [(b"{", 400), (b"[]", 400), (b"\xff", 400), (b'{"urgency": NaN}', 400), (b"", 422), (b" " * (2**21 + 1), 413)],
)
def test_what_is_no_json_object_is_refused(region: Region, raw: bytes, status: int) -> None:
    before = region.bench.counts()
    assert region.referrer.api.post(f"{API}/referrals", raw=raw).status == status
    assert region.bench.counts() == before


@pytest.mark.parametrize(
    "name",
    [
        "Ёлкина", "Римская-Корсакова", "О'Коннор", "О`Коннор", "О’Коннор", "Ибн ‘Али", "Ю", "Иванова (Петрова)",
        "Мюллер\u2011Шмидт", "Анна\u00a0Мария", "Nguyễn", "Ọlá́", "सीता", "Али оглы", "Д.",
    ],
)  # fmt: skip
def test_names_are_taken_as_people_have_them(region: Region, name: str) -> None:
    referral = region.referral(changed(f"{M}.0.last_name", name))
    assert referral["family"]["members"][0]["last_name"] == name


def test_the_crisis_line_may_leave_out_last_names_but_acts_by_legal_duty(region: Region) -> None:
    anonymous = {"role": "mother", "first_name": "Аня"}
    body = changed("family.members", [anonymous, SON], BODY | {"channel": "crisis_line"})
    before = region.bench.counts()
    assert region.submit(body).json["errors"] == {"basis.kind": ["not_with_this_channel"]}
    assert region.bench.counts() == before
    body["basis"]["kind"] = "legal_duty"
    assert region.referral(body)["family"]["members"][0]["last_name"] is None


def test_a_child_is_under_18_on_the_day_in_the_senders_time_zone(region: Region) -> None:
    today = clock.today("Europe/Moscow")
    for born_on, status in (
        (today.replace(year=today.year - 18, day=min(today.day, 28)), 422),
        (today.replace(year=today.year - 18, day=min(today.day, 28)) + timedelta(days=4), 201),
        (today, 201),
    ):
        answer = region.submit(changed(f"{M}.1.born_on", str(born_on)))
        assert answer.status == status, (born_on, answer.text)


def test_only_an_organisation_that_takes_referrals_can_be_sent_one(region: Region) -> None:
    closed = region.bench.organisation("ngo", accepts_referrals=False)
    gone = region.bench.organisation("ngo", active=False)
    before = region.bench.counts()
    for target in (closed, gone):
        answer = region.submit(to_organisation=str(target))
        assert (answer.status, answer.json["state"]) == (409, "takes_no_referrals")
    assert region.bench.counts() == before


ACTIONS: list[tuple[str, dict[str, Any], str, str]] = [
    ("accept", {"worker": "Vera"}, "worker", "type"),
    ("accept", {"worker": str(uuid7())}, "worker", "not_found"),
    ("accept", {"colour": "red"}, "colour", "unknown_field"),
    ("decline", {}, "reason", "required"),
    ("decline", {"reason": "tired"}, "reason", "unknown_code"),
    ("decline", {"reason": "other"}, "note", "required"),
    ("decline", {"reason": "other", "note": " "}, "note", "required"),
    ("decline", {"reason": "no_capacity", "note": "x" * 5001}, "note", "too_long"),
    ("ask", {}, "question", "required"),
    ("ask", {"question": " "}, "question", "required"),
    ("ask", {"question": "\x1b[0m"}, "question", "control_character"),
    ("pass-on", {"consent_covers": True}, "to_organisation", "required"),
    ("pass-on", {"consent_covers": True, "to_organisation": str(uuid7())}, "to_organisation", "not_found"),
    ("pass-on", {"consent_covers": "yes", "to_organisation": str(uuid7())}, "consent_covers", "type"),
    ("duplicate", {}, "of", "required"),
    ("duplicate", {"of": str(uuid7())}, "of", "not_found"),
    ("withdraw", {}, "reason", "required"),
    ("withdraw", {"reason": "no_capacity"}, "reason", "unknown_code"),
]


def test_what_is_said_with_an_action_is_checked_too(region: Region) -> None:
    id = region.referral()["id"]
    before = region.bench.counts()
    for action, body, named, code in ACTIONS:
        answer = region.act(id, action, body)
        assert (answer.status, answer.json.get("errors", {}).get(named)) == (422, [code]), (action, body, answer.text)
    assert region.bench.counts() == before
    region.act(id, "ask")
    assert region.act(id, "answer", {"answer": ""}).json["errors"] == {"answer": ["required"]}


def test_only_an_active_case_worker_of_the_receiver_can_be_named(region: Region) -> None:
    b, id = region.bench, region.referral()["id"]
    wrong = [
        b.person("case_worker", organisation=region.other_ngo),
        b.person("case_worker", organisation=region.ngo, active=False),
        b.person("specialist", organisation=region.ngo),
    ]
    for person in wrong:
        assert region.act(id, "accept", {"worker": str(person.id)}).json["errors"] == {"worker": ["not_found"]}
    assert region.act(id, "accept", {"worker": str(region.worker.id)}).json["worker"] == str(region.worker.id)


def test_a_familys_consent_must_cover_the_next_receiver(region: Region) -> None:
    id = region.referral()["id"]
    target = {"to_organisation": str(region.other_ngo)}
    for said in ({}, {"consent_covers": False}, {"consent_covers": None}):
        answer = region.act(id, "pass-on", target | said)
        assert answer.json["errors"] == {"consent_covers": ["consent_does_not_cover"]}
    by_law = region.referral(changed("basis.kind", "legal_duty"))["id"]
    assert region.act(by_law, "pass-on", target).status == 200


def test_what_may_be_left_out_may_be_null_or_blank(region: Region) -> None:
    for nothing in (None, "", "  ", ...):
        body = BODY
        for path in ("basis.document", "family.address", "family.phone", f"{M}.0.middle_name"):
            body = changed(path, nothing, body)
        referral = region.referral(body)
        assert referral["basis"]["document"] is None
        assert referral["family"]["phone"] is referral["family"]["address"] is None
