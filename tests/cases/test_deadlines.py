"""Deadlines: near and passed exactly once for each start, on the right day where the organisation is."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from shared import clock
from shared.contracts.cases import DEADLINE_NEAR, DEADLINE_PASSED
from shared.contracts.identity import ORGANISATION_CHANGED
from tests.cases.region import Opened, Region
from tests.support.bench import Bench


def _said(region: Region, moment: datetime) -> tuple[list[str], list[str]]:
    """Kinds that were near and that passed, by this moment."""
    region.bench.tick(moment)
    near, passed = (region.bench.published(event) for event in (DEADLINE_NEAR, DEADLINE_PASSED))
    return [one["kind"] for one in near], [one["kind"] for one in passed]


def _moscow(day: str, time: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}:00+03:00")


SECOND = timedelta(seconds=1)


def test_first_contact_is_near_a_day_before_and_passes_at_the_end_of_its_day(case: Opened, region: Region) -> None:
    assert _said(region, _moscow("2026-03-04") - SECOND) == ([], [])
    assert _said(region, _moscow("2026-03-04")) == (["first_contact"], [])
    assert _said(region, _moscow("2026-03-06") - SECOND) == (["first_contact"], [])
    assert _said(region, _moscow("2026-03-06")) == (["first_contact"], ["first_contact"])
    assert _said(region, _moscow("2026-03-08")) == (["first_contact"], ["first_contact"])

    near, passed = region.bench.published(DEADLINE_NEAR)[0], region.bench.published(DEADLINE_PASSED)[0]
    assert near["due_on"] == passed["due_on"] == date(2026, 3, 5)
    assert (near["case"], near["worker"], near["organisation"], near["by"]) == (
        case.id, region.worker.id, region.ngo, None,
    )  # fmt: skip
    assert near["reference"] == case.json()["reference"]


def test_in_immediate_danger_the_family_is_contacted_within_a_day(region: Region) -> None:
    region.open(urgency="immediate")

    assert _said(region, _moscow("2026-03-03", "17:59")) == ([], [])
    assert _said(region, _moscow("2026-03-03", "18:00")) == (["first_contact"], [])
    assert _said(region, _moscow("2026-03-04")) == (["first_contact"], ["first_contact"])


def test_what_was_met_is_neither_near_nor_passed(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact()))
    case.to("agreed")

    assert _said(region, _moscow("2026-03-18")) == ([], [])
    assert case.deadlines()["first_contact"] == ("2026-03-05", "2026-03-03")
    assert case.deadlines()["agreement"] == ("2026-03-16", "2026-03-06")


def test_not_reaching_the_family_is_no_first_contact(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact(kind="not_reached", members=[])))

    assert case.deadlines()["first_contact"] == ("2026-03-05", None)
    assert _said(region, _moscow("2026-03-06")) == (["first_contact"], ["first_contact"])


def test_a_deadline_starts_on_the_stated_day(case: Opened) -> None:
    case.done(case.post("/agreement", case.agreement(signed_on="2026-03-04"), on=date(2026, 3, 10)))

    assert case.deadlines()["assessment"] == ("2026-03-25", None)
    assert case.deadlines()["closure"] == ("2029-03-04", None)
    assert case.deadlines()["agreement"] == ("2026-03-16", "2026-03-04")


def test_each_review_starts_the_next_and_a_leap_day_is_a_day(case: Opened, region: Region) -> None:
    case.to("supported")
    assert case.deadlines()["review"] == ("2026-09-20", None)
    assert _said(region, _moscow("2026-09-13") - SECOND) == (["first_contact"], ["first_contact"])
    assert _said(region, _moscow("2026-09-13"))[0] == ["first_contact", "review"]

    case.done(case.post("/reviews", case.review(held_on="2027-08-31"), on=date(2027, 9, 1)))

    assert case.deadlines()["review"] == ("2028-02-29", None)
    near, passed = _said(region, _moscow("2028-03-01"))
    assert near == ["first_contact", "review", "review"]
    assert passed == ["first_contact", "review"]


def test_a_jump_over_months_says_near_before_passed_and_each_once(case: Opened, region: Region) -> None:
    _said(region, _moscow("2026-12-01"))
    _said(region, _moscow("2027-12-01"))

    kinds = [(name.split(".")[3], data["kind"]) for name, data in region.bench.published()[1:]]
    assert kinds == [
        ("near", "first_contact"),
        ("near", "agreement"),
        ("passed", "first_contact"),
        ("passed", "agreement"),
    ]


def test_a_closed_case_waits_only_for_its_follow_up(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact()))
    case.to("closed")
    earlier = _said(region, _moscow("2026-12-02"))

    near, passed = _said(region, _moscow("2027-06-02"))

    assert near[len(earlier[0]) :] == ["follow_up"]
    assert passed[len(earlier[1]) :] == ["follow_up"]
    assert _said(region, _moscow("2030-06-02")) == (near, passed)


def test_three_years_after_the_agreement_someone_is_told_and_nothing_closes(case: Opened, region: Region) -> None:
    case.to("supported")

    near, passed = _said(region, _moscow("2029-03-07"))

    assert "closure" in near
    assert "closure" in passed
    assert case.json()["status"] == "supported"


def test_a_day_ends_at_midnight_where_the_organisation_is(bench: Callable[..., Bench]) -> None:
    region = Region.of(bench("cases"), time_zone="Asia/Vladivostok")
    case = region.open(at=datetime(2026, 3, 2, 15, 30, tzinfo=UTC))  # already the 3rd in Vladivostok

    assert case.json()["opened_on"] == "2026-03-03"
    assert case.deadlines()["first_contact"][0] == "2026-03-06"
    assert _said(region, datetime(2026, 3, 6, 13, 59, 59, tzinfo=UTC))[1] == []
    assert _said(region, datetime(2026, 3, 6, 14, 0, tzinfo=UTC))[1] == ["first_contact"]


def test_another_time_zone_moves_the_midnights_of_what_is_not_met(case: Opened, region: Region) -> None:
    moved = {
        "organisation": region.ngo,
        "name": "НКО",
        "kind": "ngo",
        "districts": ["lesnoy"],
        "accepts_referrals": True,
        "time_zone": "Asia/Vladivostok",
        "self_sufficiency_threshold": 3,
        "active": True,
    }
    region.bench.receive(ORGANISATION_CHANGED, region.ngo, moved)

    assert _said(region, datetime(2026, 3, 5, 13, 59, 59, tzinfo=UTC))[1] == []
    assert _said(region, datetime(2026, 3, 5, 14, 0, tzinfo=UTC))[1] == ["first_contact"]
    assert _said(region, datetime(2026, 3, 5, 21, 0, tzinfo=UTC))[1] == ["first_contact"]


@pytest.mark.parametrize(("overdue", "found"), [("1", 1), ("0", 0), ("true", 1), ("false", 0)])
def test_overdue_is_what_has_passed_and_is_not_met(case: Opened, region: Region, overdue: str, found: int) -> None:
    with clock.at(_moscow("2026-03-06")):
        listed = region.supervisor.api.get(f"/cases/api/v1/cases?overdue={overdue}").json["items"]
    with clock.at(_moscow("2026-03-06") - SECOND):
        a_second_before = region.supervisor.api.get(f"/cases/api/v1/cases?overdue={overdue}").json["items"]

    assert len(listed) == found
    assert len(a_second_before) == 1 - found
    assert all(row["overdue"] for row in listed)
    assert case.id
