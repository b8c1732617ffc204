"""The plan: valid when everyone who can has taken part and there is a goal; every version is kept."""

from datetime import date
from typing import Any

import pytest

from shared.contracts.cases import CASE_PLANNED
from shared.ids import uuid7
from tests.cases.region import Opened, Region
from tests.support.bench import Answer

PLANNED_ON = date(2026, 3, 20)


def _put(case: Opened, on: date = PLANNED_ON, if_match: str | None = None, **changes: Any) -> Answer:
    return case.call("PUT", "/plan", case.plan(**changes), on=on, if_match=if_match)


def _without(case: Opened, member: str, reason: str) -> list[dict[str, Any]]:
    return [one if one["member"] != member else {"member": member, "took_part": False, "reason": reason}
            for one in case.participation()]  # fmt: skip


def test_a_valid_plan_moves_the_case_and_starts_the_review(case: Opened) -> None:
    case.to("assessed")
    assert case.get("/plan").status == 404

    saved = case.done(_put(case))

    assert (saved.json["state"], saved.json["version"]) == ("valid", 1)
    assert saved.json["goals"][0]["status"] == "open"
    assert saved.json["goals"][0]["needs_specialist"] is False
    assert saved.json["goals"][0]["tasks"][0]["due_on"] == "2026-05-01"
    assert case.json()["status"] == "planned"
    assert case.json()["next_step"] == "service"
    assert case.deadlines()["plan"] == ("2026-03-30", "2026-03-20")
    assert case.deadlines()["review"] == ("2026-09-20", None)


def test_a_state_that_changes_alone_changes_the_etag(case: Opened) -> None:
    case.to("planned")
    newborn = {"members": [{"role": "child", "first_name": "Мира", "born_on": "2026-03-24"}]}
    case.done(case.call("PATCH", "/family", newborn, if_match=case.etag(), on=date(2026, 3, 28)))
    before = case.get()

    case.done(case.post("/services", case.service(), on=date(2026, 3, 31)))

    after = case.get()
    assert before.json["next_step"] == after.json["next_step"] == "needs_participation"
    assert (before.json["status"], after.json["status"]) == ("planned", "supported")
    assert after.headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("reason", ["too_young", "illness", "absent", "unsafe"])
def test_who_could_not_take_part_does_not_hinder(case: Opened, reason: str) -> None:
    case.to("assessed")

    assert _put(case, participation=_without(case, case.son, reason)).json["state"] == "valid"


def test_a_refusal_or_no_goal_makes_a_draft_and_the_case_stays(case: Opened, region: Region) -> None:
    case.to("assessed")

    refused = case.done(_put(case, participation=_without(case, case.mother, "refused")))
    without_goal = case.done(_put(case, goals=[], if_match=refused.headers["ETag"]))

    assert (refused.json["state"], without_goal.json["state"]) == ("draft", "draft")
    assert case.json()["status"] == "assessed"
    assert case.json()["next_step"] == "plan"
    assert case.deadlines()["plan"] == ("2026-03-30", None)
    assert region.bench.published(CASE_PLANNED) == []


def test_a_missing_member_is_refused(case: Opened, region: Region) -> None:
    case.to("assessed")
    before = region.bench.counts()

    answer = _put(case, participation=case.participation()[:1])

    assert (answer.status, answer.json["errors"]) == (422, {"participation": ["member_missing"]})
    assert region.bench.counts() == before


def test_a_newcomer_makes_a_valid_plan_wait_for_them(case: Opened, region: Region) -> None:
    case.to("supported")
    etag = case.get("/plan").headers["ETag"]
    sonya = {"role": "child", "names": {"last_name": "Журавлёва", "first_name": "Соня"}, "age": 3}
    came = case.done(case.call("PATCH", "/family", {"members": [sonya]}, if_match=case.etag()))

    assert (came.json["plan_state"], came.json["next_step"]) == ("needs_participation", "needs_participation")
    assert case.get("/plan").headers["ETag"] != etag
    assert came.json["status"] == "supported"

    newcomer = {"member": came.json["family"]["members"][2]["id"], "took_part": False, "reason": "too_young"}
    everyone = [*case.participation(), newcomer]
    saved = case.done(_put(case, participation=everyone, if_match=case.get("/plan").headers["ETag"]))
    assert (saved.json["state"], saved.json["version"]) == ("valid", 2)
    assert case.json()["next_step"] == "review"
    assert [one["version"] for one in region.bench.published(CASE_PLANNED)] == [1, 2]


def test_a_newcomer_who_leaves_again_leaves_the_plan_as_it_was(case: Opened) -> None:
    case.to("planned")
    uncle = {"role": "other", "names": {"first_name": "Пётр"}, "age": 40}
    came = case.call("PATCH", "/family", {"members": [uncle]}, if_match="*")
    id = came.json["family"]["members"][2]["id"]

    left = case.call("PATCH", "/family", {"members": [{"id": id, "left_on": "2026-03-03"}]}, if_match="*")

    assert left.json["plan_state"] == "valid"


def test_a_new_version_does_not_put_off_the_review(case: Opened) -> None:
    case.to("supported")

    case.done(_put(case, on=date(2026, 5, 1), if_match="*"))

    assert case.deadlines()["review"] == ("2026-09-20", None)


def test_versions_are_kept_newest_first(case: Opened, region: Region) -> None:
    case.to("planned")
    goal = case.get("/plan").json["goals"][0]
    reached = goal | {"status": "reached", "tasks": [goal["tasks"][0] | {"done_on": "2026-04-01"}]}
    case.done(_put(case, on=date(2026, 4, 2), if_match="*", goals=[reached, case.goal(title="Вторая цель")]))

    versions = case.get("/plan/versions").json["items"]

    assert [one["version"] for one in versions] == [2, 1]
    assert [goal["status"] for goal in versions[0]["goals"]] == ["reached", "open"]
    assert versions[0]["goals"][0]["id"] == versions[1]["goals"][0]["id"] == goal["id"]
    assert versions[0]["goals"][0]["tasks"][0]["done_on"] == "2026-04-01"
    assert versions[1]["goals"][0]["tasks"][0]["done_on"] is None
    assert (versions[0]["saved_on"], versions[0]["saved_by"]) == ("2026-04-02", str(region.worker.id))


def test_the_plan_has_its_own_etag(case: Opened) -> None:
    case.to("planned")
    etag = case.get("/plan").headers["ETag"]

    assert _put(case).status == 428
    assert _put(case, if_match='"17"').status == 412
    assert _put(case, if_match=etag).status == 200
    assert _put(case, if_match=etag).status == 412


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"goals": [{"title": "", "domain": "legal"}]}, "goals.0.title", "required"),
        ({"goals": [{"title": "…", "domain": "joy"}]}, "goals.0.domain", "unknown_code"),
        ({"goals": [{"title": "…", "domain": "legal", "status": "done"}]}, "goals.0.status", "unknown_code"),
        ({"goals": [{"title": "…", "domain": "legal", "member": str(uuid7())}]}, "goals.0.member", "not_found"),
        ({"goals": [{"title": "…", "domain": "legal", "id": str(uuid7())}]}, "goals.0.id", "not_found"),
        (
            {"goals": [{"title": "…", "domain": "legal", "tasks": [{"title": "…", "who": "мама"}]}]},
            "goals.0.tasks.0.due_on",
            "required",
        ),
        (
            {
                "goals": [
                    {
                        "title": "…",
                        "domain": "legal",
                        "tasks": [{"title": "…", "who": str(uuid7()), "due_on": "2026-05-01"}],
                    }
                ]
            },
            "goals.0.tasks.0.who",
            "not_found",
        ),
        (
            {
                "goals": [
                    {
                        "title": "…",
                        "domain": "legal",
                        "tasks": [
                            {"title": "…", "who": "сосед", "due_on": "2026-05-01", "done_on": "2026-05-01"},
                        ],
                    }
                ]
            },
            "goals.0.tasks.0.done_on",
            "in_future",
        ),
        ({"participation": [{"member": str(uuid7()), "took_part": True}]}, "participation.0.member", "not_found"),
        ({"participation": [{"took_part": True}]}, "participation.0.member", "required"),
    ],
)
def test_a_plan_is_refused_with_the_path_of_what_is_wrong(
    case: Opened, region: Region, change: dict[str, Any], field: str, code: str
) -> None:
    case.to("assessed")
    before = region.bench.counts()

    answer = _put(case, **change)

    assert answer.status == 422, answer.text
    assert code in answer.json["errors"].get(field, []), answer.json
    assert region.bench.counts() == before


def test_taking_part_and_not_need_and_forbid_a_reason(case: Opened) -> None:
    case.to("assessed")
    said = [{"member": case.mother, "took_part": True, "reason": "illness"}, {"member": case.son, "took_part": False}]

    answer = _put(case, participation=said)

    assert answer.json["errors"] == {
        "participation.0.reason": ["conflicting"],
        "participation.1.reason": ["required"],
    }
