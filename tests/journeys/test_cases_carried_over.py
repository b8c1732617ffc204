"""An NGO moves in with the families that it supports already: their cases go on where they were, in all services."""

from datetime import date
from typing import Any

import pytest

from tests.journeys.region import Region, day, on
from tests.journeys.story import CASES, REFERRALS
from tests.referrals.case_sheets import family, sheet
from tests.referrals.sheets import form

MOVED_IN = 400
"""The day of the story on which the NGO moves in: 7 April 2026."""

ROWS = [
    *family(1, "Ёлкин", **{
        "Куратор (почта или имя)": "worker@people.example", "Номер дела в прежнем учёте": "12-А/2024",
        "Кто направил (организация)": "Отдел опеки и попечительства",
    }),
    *family(2, "Дроздов", **{
        "Куратор (почта или имя)": "worker@people.example", "Последний мониторинг": date(2025, 6, 2),
    }),
    *family(3, "Ветров", **{"Последняя оценка": None, "План согласован": None, "Последний мониторинг": None}),
]  # fmt: skip
"""One that is well on its way, one whose review is late, one that nobody works with and that was never assessed."""


def told(region: Region) -> dict[str, list[str]]:
    """What everyone was told, by their name in the tests."""
    return {name: types for name, person in region.people.items() if (types := person.told())}


def figures(region: Region) -> dict[str, Any]:
    seen = region["supervisor"].get(f"{CASES}/figures?from=2024-01-01&to=2026-12-31")
    return {code: figure["value"] for code, figure in seen["total"].items()}


@pytest.fixture(scope="module")
def moved_in(region: Region) -> dict[str, Any]:
    """The answer of the import, what was told and counted before it, and the three cases in the file's order."""
    raw, kind = form(sheet(ROWS))
    with on(MOVED_IN):
        before = {"told": told(region), "figures": figures(region)}
        answer = region["coordinator"].api.post(f"{REFERRALS}/imports/cases", raw=raw, headers={"Content-Type": kind})
        assert answer.status == 201, answer.text
        region.settle()
        found = [
            region["supervisor"].items(f"{CASES}/cases?referral={one['id']}")[0] for one in answer.json["referrals"]
        ]
    return before | {"import": answer.json, "cases": found}


def test_the_cases_are_open_where_they_were(region: Region, moved_in: dict[str, Any]) -> None:
    progress = region["coordinator"].get(f"{REFERRALS}/imports/{moved_in['import']['id']}")
    assert (progress["count"], progress["cases_open"]) == (3, 3)
    assert [(one["status"], one["opened_on"], one["worker"]) for one in moved_in["cases"]] == [
        ("supported", "2024-02-05", region["worker"].id),
        ("supported", "2024-02-05", region["worker"].id),
        ("agreed", "2024-02-05", None),
    ]
    assert [(one["next_step"], one["next_due_on"], one["overdue"]) for one in moved_in["cases"]] == [
        ("review", "2026-05-10", False),
        ("review", "2025-12-02", True),
        ("assessment", "2024-03-04", True),
    ]


def test_the_worker_sees_what_is_known_of_the_family(region: Region, moved_in: dict[str, Any]) -> None:
    path = f"{CASES}/cases/{moved_in['cases'][0]['id']}"
    with on(MOVED_IN):
        seen = region["worker"].get(path)
        lines = region["worker"].items(f"{path}/timeline")
        found = region["worker"].items(f"{CASES}/cases?q=12-А/2024")
    deadlines = {one["kind"]: (one["due_on"], one["met_on"]) for one in seen["deadlines"]}
    assert deadlines["review"] == ("2026-05-10", None)
    assert deadlines["closure"] == ("2027-02-12", None)
    assert all(met for kind, (_, met) in deadlines.items() if kind not in ("review", "closure"))
    assert (seen["carried_over"]["recorded_on"], seen["carried_over"]["former_reference"]) == (
        day(MOVED_IN), "12-А/2024",
    )  # fmt: skip
    assert [(line["kind"], line["happened_on"]) for line in lines] == [
        ("carried_over", day(MOVED_IN)),
        ("agreement", "2024-02-12"),
        ("opened", "2024-02-05"),
    ]
    assert [one["id"] for one in found] == [seen["id"]]


def test_nobody_is_flooded_with_the_past(region: Region, moved_in: dict[str, Any]) -> None:
    """The worker gets one notice of all their families; then what is late is said, each once."""
    assert {name: types for name, types in told(region).items() if types != moved_in["told"].get(name)} == {
        "worker": ["cases_carried_over"]
    }
    (notice,) = region["worker"].inbox()
    assert "2" in notice["text"]
    with on(MOVED_IN):
        for _ in range(2):
            region.world.run_timers()
            region.settle()
    late = {name: types for name, types in told(region).items() if types != moved_in["told"].get(name)}
    assert sorted(late["worker"]) == ["cases_carried_over", "deadline_passed"]
    assert set(late) <= {"worker", "coordinator", "second_coordinator", "supervisor"}
    assert sorted(late["supervisor"]) == ["deadline_passed", "deadline_passed_supervisor"]


def test_no_figure_says_that_we_did_what_was_done_before(region: Region, moved_in: dict[str, Any]) -> None:
    with on(MOVED_IN):
        after = figures(region)
    more = {code: value for code, value in after.items() if value != moved_in["figures"][code]}
    assert more == {"children_supported": 3}


def test_the_sender_of_then_learns_how_it_goes_on(region: Region, moved_in: dict[str, Any]) -> None:
    (sent,) = [
        one for one in region["referrer"].items(f"{REFERRALS}/referrals?box=sent")
        if one["reference"] == moved_in["import"]["referrals"][0]["reference"]
    ]  # fmt: skip
    assert (sent["status"], sent["case"]["opened_on"]) == ("case_opened", "2024-02-05")


def test_work_goes_on_here(region: Region, moved_in: dict[str, Any]) -> None:
    """The next review begins the next half year; a family becomes self-sufficient once its children are assessed."""
    path = f"{CASES}/cases/{moved_in['cases'][0]['id']}"
    with on(MOVED_IN + 10):
        people = [one["id"] for one in region["worker"].get(path)["family"]["members"]]
        child = {"member": people[1], "wellbeing": "improved", "removal": "averted"}
        held = {"held_on": day(MOVED_IN + 10), "participants": people, "children": [child], "summary": "Спокойнее."}
        region["worker"].do(f"{path}/reviews", held)
        assert region["worker"].get(path)["next_due_on"] == "2026-10-17"
        refused = region["worker"].call("POST", f"{path}/closure", closure(people, day(MOVED_IN + 10)))
        assert refused.json["errors"] == {"outcome": ["child_not_assessed"]}
        scores = [{"member": people[1], "domain": "safety", "score": 4}]
        seen = {"tool": "interview", "done_on": day(MOVED_IN + 10), "participants": people, "summary": "Всё хорошо."}
        region["worker"].do(f"{path}/assessments", seen | {"scores": scores})
        region["supervisor"].do(f"{path}/closure", closure(people, day(MOVED_IN + 10)))
    assert "referral_case_closed" in region["referrer"].told(moved_in["import"]["referrals"][0]["reference"])


def closure(people: list[str], on_day: str) -> dict[str, Any]:
    child = {"member": people[1], "wellbeing": "improved", "removal": "averted", "in_own_family": True}
    return {
        "outcome": "self_sufficient",
        "closed_on": on_day,
        "children": [child],
        "parents": [{"member": people[0], "rights": "kept"}],
        "participation": [{"member": one, "took_part": True} for one in people],
        "family_agrees": True,
        "family_says": "Дальше справимся сами.",
    }
