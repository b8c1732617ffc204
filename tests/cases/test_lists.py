"""Lists of cases: who sees which rows, and how they are found."""

from datetime import date
from typing import Any

import pytest

from tests.cases.region import Opened, Region
from tests.support.bench import Person

LIST = "/cases/api/v1/cases"


def _ids(person: Person, query: str = "") -> list[str]:
    answer = person.api.get(f"{LIST}{query}")
    assert answer.status == 200, answer.text
    return [row["id"] for row in answer.json["items"]]


def test_everyone_sees_their_own_rows_newest_first(region: Region) -> None:
    first, second = region.open(), region.open(worker=region.colleague.id)
    second.done(second.post("/team", {"person": str(region.specialist.id), "role": "specialist"}, who=region.colleague))
    elsewhere = region.open(to_organisation=region.school, worker=None)
    both = [str(second.id), str(first.id)]

    assert _ids(region.worker) == [str(first.id)]
    assert _ids(region.colleague) == _ids(region.specialist) == [str(second.id)]
    assert _ids(region.coordinator) == _ids(region.supervisor) == both
    assert _ids(region.referrer) == []
    assert _ids(region.bench.person("administrator")) == []
    assert _ids(region.bench.person("organisation_administrator", organisation=region.ngo)) == []
    assert _ids(region.bench.person("coordinator", organisation=region.school)) == [str(elsewhere.id)]
    assert _ids(region.supervisor, "?mine=1") == []
    assert _ids(region.worker, "?mine=1") == [str(first.id)]


def test_a_row_says_what_comes_next_and_nothing_of_the_family(case: Opened, region: Region) -> None:
    (row,) = region.coordinator.api.get(LIST).json["items"]

    assert row == {
        "id": str(case.id),
        "reference": case.json()["reference"],
        "referral": str(case.accepted["referral"]),
        "referral_reference": "482-109-379",
        "organisation": str(region.ngo),
        "status": "opened",
        "urgency": "urgent",
        "worker": str(region.worker.id),
        "worker_name": "Соколова Вера",
        "worker_away": None,
        "opened_on": "2026-03-02",
        "next_step": "first_contact",
        "next_due_on": "2026-03-05",
        "overdue": True,
        "etag": case.etag(),
    }


def test_rows_are_found_by_referral_and_status(region: Region) -> None:
    first, second = region.open(), region.open().to("agreed")

    assert _ids(region.supervisor, f"?referral={first.accepted['referral']}") == [str(first.id)]
    assert _ids(region.supervisor, "?status=agreed") == [str(second.id)]
    assert _ids(region.supervisor, "?status=closed") == []


@pytest.mark.parametrize("q", ["Журавлёва", "журавлев", "Zhuravl", "900 555-01-77", "89005550177"])
def test_a_case_is_found_by_surname_and_phone_by_those_who_may_read_it(case: Opened, region: Region, q: str) -> None:
    assert _ids(region.worker, f"?q={q}") == [str(case.id)]
    assert _ids(region.supervisor, f"?q={q}") == [str(case.id)]
    assert _ids(region.coordinator, f"?q={q}") == []
    assert _ids(region.referrer, f"?q={q}") == []


def test_a_coordinator_finds_a_row_by_its_reference_and_an_unassigned_case_by_the_family(region: Region) -> None:
    case, alone = region.open(), region.open(worker=None)
    reference = case.json()["reference"]

    assert _ids(region.coordinator, f"?q={reference}") == [str(case.id)]
    assert _ids(region.coordinator, f"?q={reference[:7]}") == [str(case.id)]
    assert set(_ids(region.coordinator, "?q=482-109-379")) == {str(case.id), str(alone.id)}, "as the row shows it"
    assert _ids(region.coordinator, "?q=Журавлёва") == [str(alone.id)]
    assert _ids(region.worker, f"?q={reference}") == [str(case.id)]


def test_a_new_surname_is_found(case: Opened, region: Region) -> None:
    renamed = {"members": [{"id": case.mother, "last_name": "Щербакова"}]}
    case.done(case.call("PATCH", "/family", renamed, if_match=case.etag(), on=date(2026, 3, 3)))

    assert _ids(region.worker, "?q=Scherbakova") == [str(case.id)]


def test_pages_follow_each_other(region: Region) -> None:
    opened = [str(region.open().id) for _ in range(3)]

    first = region.supervisor.api.get(f"{LIST}?limit=2").json
    second = region.supervisor.api.get(f"{LIST}?limit=2&cursor={first['next']}").json

    assert [row["id"] for row in first["items"] + second["items"]] == opened[::-1]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?status=asleep", "status"),
        ("?referral=1", "referral"),
        ("?mine=perhaps", "mine"),
        ("?limit=0", "limit"),
        ("?color=red", "color"),
        ("?cursor=%21", "cursor"),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(region: Region, query: str, field: str) -> None:
    answer = region.worker.api.get(f"{LIST}{query}")

    assert answer.status == 422, answer.text
    assert field in answer.json["errors"]


def test_entries_are_listed_newest_first_in_pages(case: Opened) -> None:
    for text in ("первая", "вторая", "третья"):
        case.done(case.post("/notes", {"text": text}))

    first = case.get("/notes?limit=2").json
    rest: Any = case.get(f"/notes?limit=2&cursor={first['next']}").json

    assert [one["text"] for one in first["items"] + rest["items"]] == ["третья", "вторая", "первая"]
