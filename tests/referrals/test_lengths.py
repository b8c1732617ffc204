"""The lengths of deadlines: everyone reads them, an administrator changes them, what runs keeps its own."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from services.referrals.codes import DEADLINES
from services.referrals.model import DeadlinePolicy
from services.referrals.rules.lengths import USUAL, escalation_after
from shared import clock
from shared.codes import ROLES
from shared.contracts import referrals as says
from shared.deadlines.codes import SOURCES
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person

START = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = f"{API}/deadlines"


@pytest.fixture
def administrator(region: Region) -> Person:
    return region.bench.person("administrator")


def usual(**changes: int) -> list[dict[str, Any]]:
    lengths = {code: length.usual for code, length in USUAL.items()} | changes
    return [{"code": code, "length": length} for code, length in lengths.items()]


def change(who: Person, deadlines: Any, at: datetime = START) -> Answer:
    with clock.at(at):
        return who.api.put(URL, {"deadlines": deadlines}, if_match=who.api.get(URL).headers["ETag"])


def shown(answer: Answer) -> dict[str, tuple[int, str]]:
    return {one["code"]: (one["length"], one["source"]) for one in answer.json["deadlines"]}


def test_the_product_comes_with_its_own_numbers_and_says_that_they_are_ours(region: Region) -> None:
    answer = region.referrer.api.get(URL)
    assert answer.status == 200, answer.text
    assert shown(answer) == {code: (length.usual, "ours") for code, length in USUAL.items()}
    assert answer.json["changed_at"] is answer.json["changed_by"] is None
    numbers = {code: length for code, (length, _) in shown(answer).items()}
    assert (numbers["answer_immediate"], numbers["answer_urgent"], numbers["answer_routine"]) == (1440, 4320, 14400)
    assert (numbers["duty_call"], numbers["escalation_again"], numbers["reply"]) == (15, 1440, 3)


@pytest.mark.parametrize(("answer", "escalation"), [(1440, 360), (14400, 3600), (240, 60), (60, 60), (180, 60)])
def test_the_sender_is_told_after_a_quarter_of_the_time_and_not_before_an_hour(answer: int, escalation: int) -> None:
    assert escalation_after(answer) == escalation


def test_every_number_has_a_text_in_the_codes(region: Region) -> None:
    assert list(DEADLINES) == list(USUAL)
    assert {length.source for length in USUAL.values()} <= set(SOURCES)
    codes = region.referrer.api.get(f"{API}/codes").json
    assert codes.keys() >= {"deadlines", "units", "sources"}


def test_an_administrator_changes_them_and_one_reads_who_did_and_when(region: Region, administrator: Person) -> None:
    changed = change(administrator, usual(answer_urgent=2880, duty_call=10))
    assert changed.status == 200, changed.text
    assert shown(changed)["answer_urgent"] == (2880, "administrator")
    assert shown(changed)["near_urgent"] == (1440, "ours")
    read = region.coordinator.api.get(URL)
    assert read.json == changed.json
    assert read.headers["ETag"] == changed.headers["ETag"]
    assert (read.json["changed_by"], read.json["changed_at"]) == (str(administrator.id), "2025-03-03T09:30:00Z")
    assert read.json["changed_by_names"]["last_name"] == "Соколова"


def test_what_held_before_is_kept_with_who_changed_it(region: Region, administrator: Person) -> None:
    change(administrator, usual(duty_call=10))
    change(administrator, usual(duty_call=20), at=START + DAY)
    with region.bench.session() as session:
        rows = session.scalars(select(DeadlinePolicy).order_by(DeadlinePolicy.version)).all()
    assert [(row.version, row.lengths["duty_call"], row.changed_by) for row in rows] == [
        (1, 15, None),
        (2, 10, administrator.id),
        (3, 20, administrator.id),
    ]


def test_the_same_numbers_again_are_no_change(region: Region, administrator: Person) -> None:
    before = region.bench.counts()
    assert change(administrator, usual()).status == 200
    assert region.bench.counts() == before


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"administrator"}))
def test_nobody_but_an_administrator_changes_them(region: Region, role: str) -> None:
    person = region.bench.person(role, organisation=region.ngo)
    before = region.bench.counts()
    assert change(person, usual(duty_call=10)).status == 403
    assert region.bench.counts() == before


def test_a_change_needs_the_version_that_was_read(region: Region, administrator: Person) -> None:
    read = administrator.api.get(URL).headers["ETag"]
    assert administrator.api.put(URL, {"deadlines": usual(reply=4)}).status == 428
    assert administrator.api.put(URL, {"deadlines": usual(reply=4)}, if_match=read).status == 200
    assert administrator.api.put(URL, {"deadlines": usual(reply=5)}, if_match=read).status == 412


WRONG: list[tuple[Any, dict[str, list[str]]]] = [
    (usual()[1:], {"deadlines": ["incomplete"]}),
    ([], {"deadlines": ["required"]}),
    ([*usual(), {"code": "reply", "length": 3}], {f"deadlines.{len(USUAL)}.code": ["twice"]}),
    ([{"code": "tea", "length": 5}, *usual()], {"deadlines.0.code": ["unknown_code"]}),
    (usual(answer_immediate=59, near_immediate=30), {"deadlines.0.length": ["out_of_range"]}),
    (usual(answer_immediate=90 * 24 * 60 + 1), {"deadlines.0.length": ["out_of_range"]}),
    (usual(near_immediate=1440), {"deadlines.3.length": ["not_before_the_end"]}),
    (usual(answer_routine=7 * 24 * 60), {"deadlines.5.length": ["not_before_the_end"]}),
    (usual(escalation_urgent=59), {"deadlines.7.length": ["out_of_range"]}),
    (usual(duty_call=4), {"deadlines.10.length": ["out_of_range"]}),
    (usual(reply=1), {"deadlines.12.length": ["not_before_the_end"]}),
    (usual(reply=-1), {"deadlines.11.length": ["out_of_range"]}),
    ([{"code": "reply", "length": "3"}], {"deadlines.0.length": ["type"]}),
    ([{"code": "reply"}], {"deadlines.0.length": ["required"]}),
    ([{"code": "reply", "length": 3, "unit": "days"}], {"deadlines.0.unit": ["unknown_field"]}),
    ("all", {"deadlines": ["type"]}),
]


@pytest.mark.parametrize(("deadlines", "errors"), WRONG)
def test_what_is_wrong_is_named_and_changes_nothing(
    region: Region, administrator: Person, deadlines: Any, errors: dict[str, list[str]]
) -> None:
    before = region.bench.counts()
    answer = change(administrator, deepcopy(deadlines))
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert region.bench.counts() == before


def test_a_referral_that_runs_keeps_its_times_and_the_next_one_has_the_new(
    region: Region, administrator: Person
) -> None:
    with clock.at(START):
        old = region.referral()
    change(administrator, usual(answer_urgent=2880, near_urgent=60, escalation_urgent=120, escalation_again=60))
    with clock.at(START):
        new = region.referral()
    assert (old["answer_by"], new["answer_by"]) == ("2025-03-06T09:30:00Z", "2025-03-05T09:30:00Z")
    b = region.bench

    def told(event: Any) -> list[str]:
        return ["old" if str(one["referral"]) == old["id"] else "new" for one in b.published(event)]

    b.tick(START + 2 * DAY - HOUR - MINUTE)
    assert told(says.REFERRAL_ANSWER_NEAR) == []
    b.tick(START + 2 * DAY - HOUR)
    assert told(says.REFERRAL_ANSWER_NEAR) == ["new"]
    b.tick(START + 2 * DAY)
    assert told(says.REFERRAL_ANSWER_NEAR) == ["new", "old"]
    b.tick(START + 2 * DAY + 2 * HOUR)
    b.tick(START + 2 * DAY + 3 * HOUR)
    assert told(says.REFERRAL_ANSWER_ESCALATED) == ["new", "new"]
    region.act(new["id"], "withdraw")
    b.tick(START + 3 * DAY + 18 * HOUR)
    b.tick(START + 3 * DAY + 20 * HOUR)
    assert told(says.REFERRAL_ANSWER_ESCALATED) == ["new", "new", "old"], "the old one's next is a day later"


def test_a_question_about_an_old_referral_has_the_old_time_to_reply(region: Region, administrator: Person) -> None:
    with clock.at(START):
        old = region.referral()
    change(administrator, usual(reply=5, reply_near=2))
    with clock.at(START):
        new = region.referral()
        ends = [region.act(one["id"], "ask").json["reply_by"] for one in (old, new)]
    assert ends == ["2025-03-06T21:00:00Z", "2025-03-08T21:00:00Z"]
