"""Closing a case: self-sufficient only where it holds, anything else with a reason."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from shared.contracts.cases import CASE_CLOSED
from shared.ids import uuid7
from tests.cases.region import Opened, Region, member
from tests.support.bench import Answer, Bench

CLOSED_ON = date(2026, 12, 1)


def _close(case: Opened, **changes: Any) -> Answer:
    return case.post("/closure", case.closure(**changes), on=CLOSED_ON)


def _hindrances(answer: Answer) -> list[str]:
    assert answer.status == 422, answer.text
    return answer.json["errors"]["outcome"]


def _assess(case: Opened, score: int, done_on: str = "2026-11-01", **changes: Any) -> Answer:
    return case.done(case.post("/assessments", case.assessment(score, done_on=done_on, **changes), on=CLOSED_ON))


def test_a_family_that_manages_is_closed_as_self_sufficient(case: Opened, region: Region) -> None:
    case.to("supported")

    closed = case.done(_close(case))

    assert (closed.json["status"], closed.json["outcome"], closed.json["closed_on"]) == (
        "closed", "self_sufficient", "2026-12-01",
    )  # fmt: skip
    assert closed.json["closures"][0]["facts"]["family_says"] == "Справимся."
    assert case.deadlines()["follow_up"] == ("2027-06-01", None)
    assert len(region.bench.published(CASE_CLOSED)) == 1


def test_a_child_domain_below_the_threshold_in_the_last_assessment_hinders(case: Opened) -> None:
    case.to("supported")
    _assess(case, 2)
    assert _hindrances(_close(case)) == ["child_domain_below_threshold"]

    _assess(case, 3, "2026-11-20")
    assert _close(case).status == 200


def test_the_last_assessment_is_the_last_by_its_day_not_by_its_typing(case: Opened) -> None:
    case.to("supported")
    _assess(case, 2, "2026-11-20")
    _assess(case, 5, "2026-10-01")

    assert _hindrances(_close(case)) == ["child_domain_below_threshold"]


def test_an_annulled_assessment_does_not_count(case: Opened) -> None:
    case.to("supported")
    low = _assess(case, 1).json["id"]

    case.done(case.post(f"/assessments/{low}/annul", {"reason": "Не та семья"}, on=CLOSED_ON))

    assert _close(case).status == 200


def test_the_threshold_is_the_organisations(bench: Callable[..., Bench]) -> None:
    case = Region.of(bench("cases"), threshold=4).open().to("supported")

    assert _hindrances(_close(case)) == ["child_domain_below_threshold"]


def test_children_whom_nobody_assessed_hinder(case: Opened) -> None:
    case.to("agreed")
    adults_only = [{"domain": "parenting", "score": 4}]
    case.done(case.post("/assessments", case.assessment(scores=adults_only), on=date(2026, 3, 17)))
    case.done(case.call("PUT", "/plan", case.plan(), on=date(2026, 3, 20)))
    case.done(case.post("/services", case.service(), on=date(2026, 3, 31)))

    assert _hindrances(_close(case)) == ["child_not_assessed"]


def test_one_child_does_not_speak_for_another(region: Region) -> None:
    girl, boy = uuid7(), uuid7()
    mother = member(uuid7(), "mother", "Марина", born_on=date(1994, 3, 8))
    case = region.open(members=[mother, member(girl, "child", "Алиса", age=7), member(boy, "child", "Тимофей", age=9)])
    case.to("supported")
    child = case.closure()["children"][0]
    both = {"children": [child | {"member": str(girl)}, child | {"member": str(boy)}]}

    assert _hindrances(_close(case, **both)) == ["child_not_assessed"], "the boy was never looked at"
    _assess(case, scores=[{"member": str(boy), "domain": "safety", "score": 1}], score=1, children=[])
    _assess(case, 5, "2026-11-20", children=[])
    assert _hindrances(_close(case, **both)) == ["child_domain_below_threshold"], "the girl is well, the boy is not"


def test_who_was_a_child_goes_by_the_day_of_the_closure_not_of_its_typing(region: Region) -> None:
    mother = member(uuid7(), "mother", "Марина", born_on=date(1994, 3, 8))
    case = region.open(members=[mother, member(uuid7(), "child", "Тимофей", born_on=date(2008, 11, 30))])
    case.to("supported")

    assert _close(case, closed_on="2026-11-30").json["errors"] == {"children.0.member": ["not_child"]}
    assert _close(case, closed_on="2026-11-29", children=[]).json["errors"] == {"children": ["member_missing"]}
    assert _close(case, closed_on="2026-11-29").status == 200
    (told,) = region.bench.published(CASE_CLOSED)
    assert [str(one["id"]) for one in told["children"]] == [case.son]


def test_a_baby_born_after_the_closure_took_no_part_in_it(case: Opened) -> None:
    case.to("supported")
    baby = {"role": "child", "first_name": "Соня", "born_on": "2026-11-30"}
    case.done(case.call("PATCH", "/family", {"members": [baby]}, on=CLOSED_ON, if_match="*"))

    assert _close(case, closed_on="2026-11-29").status == 200


def test_a_case_that_goes_on_is_not_closed_before_it_went_on(case: Opened) -> None:
    case.to("closed")
    case.done(case.post("/reopen", {"reason": "Снова трудно"}, on=date(2027, 1, 10)))
    moved = case.closure(outcome="moved", reason="Переехали")

    early = case.post("/closure", moved | {"closed_on": "2027-01-09"}, on=date(2027, 1, 12))
    assert early.json["errors"] == {"closed_on": ["before_reopening"]}
    assert case.post("/closure", moved | {"closed_on": "2027-01-10"}, on=date(2027, 1, 12)).status == 200


@pytest.mark.parametrize(("status", "hinders"), [("open", True), ("reached", False), ("dropped", False)])
def test_an_open_goal_that_needs_a_specialist_hinders(case: Opened, status: str, hinders: bool) -> None:
    case.to("supported")
    goal = case.goal(needs_specialist=True, status=status)
    case.done(case.call("PUT", "/plan", case.plan(goals=[goal]), on=date(2026, 4, 1), if_match="*"))

    answer = _close(case)

    assert answer.status == (422 if hinders else 200)
    if hinders:
        assert _hindrances(answer) == ["open_goal_needs_specialist"]


def test_a_child_elsewhere_or_a_family_that_does_not_agree_hinders(case: Opened) -> None:
    case.to("supported")
    away = case.closure()["children"][0] | {"in_own_family": False}

    assert _hindrances(_close(case, children=[away])) == ["child_not_in_own_family"]
    assert _hindrances(_close(case, family_agrees=False)) == ["family_does_not_agree"]


@pytest.mark.parametrize("outcome", ["moved", "refused", "child_removed", "child_returned", "passed_on", "other"])
def test_any_other_outcome_needs_a_reason_and_nothing_else(case: Opened, outcome: str) -> None:
    away = case.closure()["children"][0] | {"in_own_family": False, "removal": "removed", "wellbeing": "worse"}
    sent = {"outcome": outcome, "children": [away], "family_agrees": False}

    refused = _close(case, **sent)
    assert (refused.status, refused.json["errors"]) == (422, {"reason": ["required"]})
    assert _close(case, **sent, reason="Так вышло").json["outcome"] == outcome


def test_everyone_is_asked_and_every_child_is_accounted_for(case: Opened, region: Region) -> None:
    case.to("supported")
    before = region.bench.counts()

    answer = _close(case, children=[], participation=case.participation()[:1])

    assert answer.json["errors"] == {"children": ["member_missing"], "participation": ["member_missing"]}
    assert region.bench.counts() == before


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"outcome": "happy_end"}, "outcome", "unknown_code"),
        ({"closed_on": "2026-12-02"}, "closed_on", "in_future"),
        ({"closed_on": "2026-03-01"}, "closed_on", "before_opening"),
        ({"closed_on": "2026-03-05"}, "closed_on", "before_agreement"),
        ({"closed_on": "2026-03-10"}, "closed_on", "before_assessment"),
        ({"family_agrees": None}, "family_agrees", "required"),
        ({"parents": [{"member": "son", "rights": "kept"}]}, "parents.0.member", "not_adult"),
        ({"parents": [{"member": "mother", "rights": "some"}]}, "parents.0.rights", "unknown_code"),
        (
            {"children": [{"member": "mother", "wellbeing": "same", "removal": "averted", "in_own_family": True}]},
            "children.0.member",
            "not_child",
        ),
    ],
)
def test_a_closure_is_refused_with_the_path_of_what_is_wrong(
    case: Opened, region: Region, change: dict[str, Any], field: str, code: str
) -> None:
    case.to("supported")
    before = region.bench.counts()

    answer = _close(case, **_with_ids(case, change))

    assert answer.status == 422
    assert code in answer.json["errors"].get(field, []), answer.json
    assert region.bench.counts() == before


def _with_ids(case: Opened, change: dict[str, Any]) -> dict[str, Any]:
    ids = {"son": case.son, "mother": case.mother}
    return {
        name: [one | {"member": ids[one["member"]]} for one in value] if isinstance(value, list) else value
        for name, value in change.items()
    }
