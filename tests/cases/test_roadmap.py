"""The roadmap: stages in their order, each presented by one and checked by another."""

from datetime import date
from typing import Any

from shared.contracts.cases import (
    CASE_ENTRY_ANNULLED,
    CASE_STAGE_PASSED,
    CASE_STAGE_PRESENTED,
    CASE_STAGE_RETURNED,
)
from tests.cases.region import API, Opened
from tests.support.bench import Answer, Person

LATER = date(2026, 4, 10)


def drawn(case: Opened, *titles: str) -> dict[str, Any]:
    stages = [_stage(case, title) for title in titles or ("Документы", "Лечение", "Работа")]
    return {"purpose": "Маме нужна помощь сразу в нескольких местах.", "stages": stages}


def _stage(case: Opened, title: str, **changes: Any) -> dict[str, Any]:
    return {"title": title, "shown_by": "Есть справка", "due_on": "2026-05-01", "who": case.mother} | changes


def with_roadmap(case: Opened) -> dict[str, Any]:
    case.to("planned")
    case.done(
        case.post("/team", {"person": str(case.region.specialist.id), "role": "specialist"}, on=date(2026, 3, 21))
    )
    saved: dict[str, Any] = case.done(case.call("PUT", "/roadmap", drawn(case), on=LATER)).json
    return saved


def act(case: Opened, index: int, step: str, body: dict[str, Any], who: Person | None = None) -> Answer:
    stages = case.json()["roadmap"] and case.get("/roadmap").json["stages"]
    return case.post(f"/roadmap/stages/{stages[index]['id']}/{step}", body, who=who, on=LATER)


def present(case: Opened, index: int, **options: Any) -> Answer:
    return act(case, index, "present", {"passed_on": "2026-04-09", "note": "Справка получена"}, **options)


def check(case: Opened, index: int, verdict: str = "passed", **options: Any) -> Answer:
    body = {"verdict": verdict} | ({"reason": "Нужна ещё подпись"} if verdict == "sent_back" else {})
    return act(case, index, "check", body, **options)


def states(case: Opened) -> list[str]:
    return [stage["state"] for stage in case.get("/roadmap").json["stages"]]


def test_a_stage_is_passed_when_another_than_who_presents_it_says_so(case: Opened) -> None:
    with_roadmap(case)

    assert present(case, 0).status == 200
    assert check(case, 0).status == 403  # the worker presented it
    assert act(case, 0, "check", {"verdict": "sent_back"}, who=case.region.supervisor).json["errors"] == {
        "reason": ["required"]
    }
    assert check(case, 0, "sent_back", who=case.region.specialist).status == 200
    assert present(case, 0).status == 200
    assert check(case, 0, who=case.region.supervisor).status == 200

    shown = case.get("/roadmap").json
    assert states(case) == ["passed", "open", "open"]
    assert [one["checks"][0]["verdict"] for one in shown["stages"][0]["presentations"]] == ["sent_back", "passed"]
    summary = case.json(on=LATER)["roadmap"]
    assert (summary["passed"], summary["of"], summary["next"]["position"], summary["next"]["step"]) == (
        1,
        3,
        2,
        "present",
    )
    told = case.region.bench
    assert [one["position"] for one in told.published(CASE_STAGE_PRESENTED)] == [1, 1]
    assert len(told.published(CASE_STAGE_RETURNED)) == len(told.published(CASE_STAGE_PASSED)) == 1


def test_stages_are_passed_in_their_order(case: Opened) -> None:
    with_roadmap(case)

    refused = present(case, 1)
    assert (refused.status, refused.json["state"]) == (409, "open")
    present(case, 0)
    assert present(case, 0).json["state"] == "presented"
    assert check(case, 1, who=case.region.supervisor).status == 409
    early = act(case, 0, "present", {"passed_on": "2026-01-01", "note": "…"})
    assert early.status == 409


def test_a_check_is_annulled_not_edited_and_only_when_nothing_rests_on_it(case: Opened) -> None:
    with_roadmap(case)
    present(case, 0)
    check(case, 0, who=case.region.specialist)
    present(case, 1)

    assert act(case, 0, "check/annul", {"reason": "Ошибка"}, who=case.region.specialist).json["rests_on_it"] == [
        "stage"
    ]
    assert act(case, 1, "presentation/annul", {"reason": "Рано"}).status == 200
    assert act(case, 0, "check/annul", {"reason": "Ошибка"}).status == 403  # neither checked it nor supervises
    assert act(case, 0, "check/annul", {"reason": "Ошибка"}, who=case.region.specialist).status == 200

    assert states(case) == ["presented", "open", "open"]
    (told,) = case.region.bench.published(CASE_ENTRY_ANNULLED)
    assert told["kind"] == "stage_check"
    assert check(case, 0, who=case.region.supervisor).status == 200


def test_a_new_version_keeps_what_is_passed_and_the_versions_keep_everything(case: Opened) -> None:
    first = with_roadmap(case)
    present(case, 0)
    check(case, 0, who=case.region.supervisor)
    passed, second, third = ({name: one[name] for name in _BODY} for one in first["stages"])

    def save(*stages: dict[str, Any]) -> Answer:
        body = {"purpose": "Иначе", "stages": list(stages)}
        return case.call("PUT", "/roadmap", body, on=LATER, if_match=case.etag("/roadmap"))

    assert save(second, third).json["errors"] == {"stages": ["stage_missing"], "stages.0": ["presented_before"]}
    assert save(passed | {"title": "Другое"}).json["errors"] == {"stages.0": ["presented_before"]}
    changed = save(passed, third | {"due_on": "2026-06-01"}, _stage(case, "Жильё", who="Соседка Зоя"))
    assert [one["title"] for one in changed.json["stages"]] == ["Документы", "Работа", "Жильё"]
    versions = case.get("/roadmap/versions").json["items"]
    assert [len(one["stages"]) for one in versions] == [3, 3]
    assert case.call("PUT", "/roadmap", drawn(case), on=LATER).status == 428


_BODY = ("id", "title", "shown_by", "due_on", "who")


def test_who_may_check_finds_the_stage_in_a_list(case: Opened) -> None:
    with_roadmap(case)
    present(case, 0)

    expected = {"worker": 0, "specialist": 1, "supervisor": 1, "colleague": 0, "coordinator": 0}
    found = {name: getattr(case.region, name).api.get(f"{API}/stages-to-check").json["items"] for name in expected}
    assert {name: len(items) for name, items in found.items()} == expected
    assert found["supervisor"][0]["title"] == "Документы"


def test_bad_roadmaps_are_refused_with_their_place(case: Opened) -> None:
    case.to("agreed")
    assert case.call("PUT", "/roadmap", drawn(case), on=LATER).json["state"] == "agreed"
    case.done(case.post("/assessments", case.assessment(), on=date(2026, 3, 17)))
    stranger = str(case.region.referrer.organisation)
    body = drawn(case) | {"stages": [_stage(case, "я" * 501), _stage(case, "Ещё", id=stranger, who=stranger)]}
    assert case.call("PUT", "/roadmap", body, on=LATER).json["errors"] == {"stages.0.title": ["too_long"]}
    body["stages"][0]["title"] = "Документы"
    assert case.call("PUT", "/roadmap", body, on=LATER).json["errors"] == {
        "stages.1.id": ["not_found"],
        "stages.1.who": ["not_found"],
    }
    case.done(case.call("PUT", "/roadmap", drawn(case), on=LATER))
    future = act(case, 0, "present", {"passed_on": "2026-04-11", "note": "…"})
    before = act(case, 0, "present", {"passed_on": "2026-03-01", "note": "…"})
    assert (future.json["errors"], before.json["errors"]) == (
        {"passed_on": ["in_future"]},
        {"passed_on": ["before_agreement"]},
    )
