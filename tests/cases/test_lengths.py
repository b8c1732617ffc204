"""The lengths of deadlines: everyone reads them, an administrator changes them, what runs keeps its own."""

from copy import deepcopy
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.cases.codes import DEADLINE_ORIGINS, DEADLINES
from services.cases.rules.lengths import CONCERNS, ENDS_BEFORE, KINDS, USUAL, USUALLY_WARNED
from shared import clock
from shared.codes import CONCERN_SEVERITIES, ROLES
from shared.contracts.cases import CONCERN_ESCALATED, DEADLINE_NEAR, DEADLINE_PASSED
from shared.deadlines import lengths
from tests.cases.region import API, Region, noon
from tests.support.bench import Answer, Person

URL = f"{API}/deadlines"
BEFORE = date(2026, 3, 4)


@pytest.fixture
def administrator(region: Region) -> Person:
    return region.bench.person("administrator")


def whole(warned: dict[str, Any] | None = None, **changes: int) -> dict[str, Any]:
    """The usual policy, with changes, as it is sent."""
    numbers = lengths.usual(USUAL) | changes
    told = {kind: {when: list(who) for when, who in told.items()} for kind, told in USUALLY_WARNED.items()}
    return {
        "deadlines": [{"code": code, "length": length} for code, length in numbers.items()],
        "warned": [{"kind": kind, **told} for kind, told in (told | (warned or {})).items()],
    }


def change(who: Person, body: Any) -> Answer:
    with clock.at(noon(BEFORE)):
        return who.api.put(URL, body, if_match=who.api.get(URL).headers["ETag"])


def shown(answer: Answer) -> dict[str, tuple[int, str]]:
    return {one["code"]: (one["length"], one["source"]) for one in answer.json["deadlines"]}


# --- the rules, without a database ------------------------------------------------------------------------------------


def test_the_usual_numbers_are_possible_and_each_has_words_for_what_it_is_and_where_it_comes_from() -> None:
    assert lengths.errors(USUAL, ENDS_BEFORE, lengths.usual(USUAL)) == {}
    assert list(DEADLINES) == list(DEADLINE_ORIGINS) == list(USUAL)
    assert {code for code, length in USUAL.items() if length.source == "practice"} == {
        "assessment", "review", "closure",
    }  # fmt: skip
    assert {f"concern_{severity}" for severity in CONCERN_SEVERITIES} | {"concern_again"} == set(CONCERNS)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"assessment": 0}, {"assessment": "out_of_range", "near_assessment": "not_before_the_end"}),
        ({"assessment": 7}, {"near_assessment": "not_before_the_end"}),
        ({"assessment": 8}, {}),
        ({"first_contact": 1, "near_first_contact": 0}, {}),
        ({"near_first_contact_immediate": 1440}, {"near_first_contact_immediate": "not_before_the_end"}),
        ({"review": 1, "near_review": 28}, {"near_review": "not_before_the_end"}),
        ({"review": 1, "near_review": 27}, {}),
        ({"concern_danger": 4}, {"concern_danger": "out_of_range"}),
        ({"closure": 121}, {"closure": "out_of_range"}),
    ],
)
def test_a_reminder_comes_within_its_time_and_every_number_has_bounds(
    changes: dict[str, int], errors: dict[str, str]
) -> None:
    assert lengths.errors(USUAL, ENDS_BEFORE, lengths.usual(USUAL) | changes) == errors


# --- over HTTP --------------------------------------------------------------------------------------------------------


def test_everyone_reads_the_products_own_numbers_and_whose_they_are(region: Region) -> None:
    answer = region.referrer.api.get(URL)

    assert shown(answer) == {code: (length.usual, length.source) for code, length in USUAL.items()}
    assert answer.json["changed_at"] is answer.json["changed_by"] is None
    assert [one["kind"] for one in answer.json["warned"]] == list(KINDS)
    assert answer.json["warned"][0] == {
        "kind": "first_contact", "near": ["worker"], "passed": ["worker", "supervisor"],
    }  # fmt: skip
    codes = region.referrer.api.get(f"{API}/codes").json
    assert codes.keys() >= {"deadlines", "deadline_origins", "units", "sources", "warned", "warned_when"}


def test_an_administrator_changes_them_and_one_reads_who_did_and_when(region: Region, administrator: Person) -> None:
    changed = change(administrator, whole(assessment=14))

    assert changed.status == 200, changed.text
    assert shown(changed)["assessment"] == (14, "administrator")
    read = region.worker.api.get(URL)
    assert (read.json, read.headers["ETag"]) == (changed.json, changed.headers["ETag"])
    assert (read.json["changed_by"], read.json["changed_at"]) == (str(administrator.id), "2026-03-04T09:00:00Z")
    before = region.bench.counts()
    assert change(administrator, whole(assessment=14)).headers["ETag"] == read.headers["ETag"]
    assert region.bench.counts() == before
    assert administrator.api.put(URL, whole()).status == 428
    assert administrator.api.put(URL, whole(), if_match='"1"').status == 412


WRONG: list[tuple[Any, dict[str, list[str]]]] = [
    ({"deadlines": whole()["deadlines"]}, {"warned": ["required"]}),
    ({**whole(), "deadlines": whole()["deadlines"][1:]}, {"deadlines": ["incomplete"]}),
    ({**whole(), "deadlines": [*whole()["deadlines"], {"code": "plan", "length": 3}]},
     {f"deadlines.{len(USUAL)}.code": ["twice"]}),
    ({**whole(), "warned": whole()["warned"][1:]}, {"warned": ["incomplete"]}),
    ({**whole(), "warned": [*whole()["warned"], whole()["warned"][0]]}, {f"warned.{len(KINDS)}.kind": ["twice"]}),
    (whole({"plan": {"near": [], "passed": []}}), {"warned.3.passed": ["required"]}),
    (whole({"plan": {"near": ["family"], "passed": ["worker"]}}), {"warned.3.near.0": ["unknown_code"]}),
    (whole(plan=-1), {"deadlines.4.length": ["out_of_range"]}),
    (whole(plan=0), {"deadlines.4.length": ["out_of_range"], "deadlines.12.length": ["not_before_the_end"]}),
    ("all", None),
]  # fmt: skip


def test_what_is_wrong_is_named_and_changes_nothing(region: Region, administrator: Person) -> None:
    before = region.bench.counts()
    for body, errors in WRONG:
        answer = change(administrator, deepcopy(body))
        assert answer.status == (422 if errors else 400), body
        assert errors is None or answer.json["errors"] == errors
    for role in set(ROLES) - {"administrator"}:
        assert change(region.bench.person(role, organisation=region.ngo), whole(plan=10)).status == 403
    assert {**region.bench.counts(), **{name: before[name] for name in ("known_people", "inbox")}} == before


def test_a_deadline_that_runs_keeps_its_length_and_what_starts_from_now_on_has_the_new(
    region: Region, administrator: Person
) -> None:
    old = region.open()
    change(administrator, whole(agreement=20, assessment=14))
    new = region.open(reference="482-109-380")

    assert (old.deadlines()["agreement"][0], new.deadlines()["agreement"][0]) == ("2026-03-16", "2026-03-22")
    for case in (old, new):
        case.to("agreed")
        assert case.deadlines()["assessment"][0] == "2026-03-20", "it starts with the agreement, so it is a new one"
    known = {one["kind"]: one for one in old.json()["deadlines"]}
    assert [known["agreement"][name] for name in ("length", "unit", "source")] == [14, "days", "ours"]
    assert [known["assessment"][name] for name in ("length", "unit", "source")] == [14, "days", "administrator"]
    assert known["assessment"]["starts_on"] == "2026-03-06"
    body = {"reason": "Не та дата"}
    old.done(old.post("/agreement/annul", body, on=date(2026, 3, 8)))
    assert old.deadlines()["agreement"][0] == "2026-03-16", "the same start, though it runs anew"


def test_who_is_told_when_is_said_by_the_policy_under_which_it_began(region: Region, administrator: Person) -> None:
    region.open()
    told = {"first_contact": {"near": ["worker", "supervisor"], "passed": ["supervisor"]}}
    change(administrator, whole(told, near_first_contact=2))
    region.open(reference="482-109-380")

    region.bench.tick(datetime(2026, 3, 5, 22, tzinfo=UTC))

    near, passed = (region.bench.published(event) for event in (DEADLINE_NEAR, DEADLINE_PASSED))
    assert {tuple(one["warned"]) for one in near} == {("worker",), ("worker", "supervisor")}
    assert {tuple(one["warned"]) for one in passed} == {("worker", "supervisor"), ("supervisor",)}


def test_a_concern_waits_as_long_as_the_policy_under_which_it_was_raised_says(
    region: Region, administrator: Person
) -> None:
    case = region.open()
    body = {"severity": "danger", "text": "Мальчик боится идти домой.", "members": []}
    old = case.done(case.post("/concerns", body, on=BEFORE)).json
    change(administrator, whole(concern_danger=30, concern_again=60))
    new = case.done(case.post("/concerns", body, on=BEFORE)).json

    assert (old["acknowledge_by"], new["acknowledge_by"]) == ("2026-03-04T10:00:00Z", "2026-03-04T09:30:00Z")
    for hour, minute in ((9, 30), (10, 0), (10, 30), (11, 30)):
        region.bench.tick(datetime(2026, 3, 4, hour, minute, tzinfo=UTC))
    said = [str(one["concern"]) for one in region.bench.published(CONCERN_ESCALATED)]
    assert (said.count(old["id"]), said.count(new["id"])) == (1, 3)
