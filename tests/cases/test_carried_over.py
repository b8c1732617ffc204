"""Cases that began before they were kept here: their days meet deadlines, and nothing of them is made up."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.cases.rules import deadlines
from services.cases.rules.carried_over import Former, planned_on
from shared.contracts.cases import CASE_OPENED, DEADLINE_NEAR, DEADLINE_PASSED
from tests.cases.region import Opened, Region, noon

LONG_AGO = datetime(2024, 2, 5, 9, 0, tzinfo=UTC)
RECORDED_ON = date(2026, 3, 2)
DAYS = {
    "signed_on": date(2024, 2, 12),
    "assessed_on": date(2025, 9, 1),
    "planned_on": date(2024, 3, 20),
    "reviewed_on": date(2025, 11, 10),
    "contacted_on": date(2026, 2, 25),
}
Days = Mapping[str, date]


def days(*names: str) -> dict[str, date]:
    return {name: DAYS[name] for name in names}


def done_before(**said: Any) -> dict[str, Any]:
    return dict.fromkeys(DAYS) | {"recorded_on": RECORDED_ON, "signed_by": []} | said


def carried(region: Region, said: Days, **changes: Any) -> Opened:
    told = {"done_before": done_before(**said), "former_reference": "12-А/2024", "carried_over": 0}
    return region.open(at=LONG_AGO, submitted_at=LONG_AGO, **(told | changes))


def due(case: Opened) -> dict[str, tuple[str, str | None]]:
    return {one["kind"]: (one["due_on"], one["met_on"]) for one in case.get(on=RECORDED_ON).json["deadlines"]}


@pytest.mark.parametrize(
    ("said", "status", "proof"),
    [
        ((), "opened", (None, None, None)),
        (("contacted_on",), "opened", ("2026-02-25", None, None)),
        (("signed_on",), "agreed", ("2024-02-12", None, None)),
        (("signed_on", "assessed_on"), "assessed", ("2024-02-12", "2025-09-01", None)),
        (("signed_on", "assessed_on", "planned_on"), "planned", ("2024-02-12", "2024-03-20", "2024-03-20")),
        (tuple(DAYS), "supported", ("2024-02-12", "2024-03-20", "2024-03-20")),
        (("signed_on", "reviewed_on"), "supported", ("2024-02-12", "2025-11-10", "2025-11-10")),
    ],
)
def test_each_step_counts_as_taken_on_the_first_day_that_proves_it(
    said: tuple[str, ...], status: str, proof: tuple[str | None, ...]
) -> None:
    known = Former.of(days(*said))
    found = tuple(
        day.isoformat() if (day := known.taken_by(step)) else None for step in ("contact", "assessment", "plan")
    )
    assert (known.status, found) == (status, proof)


def test_days_read_from_json_are_the_same() -> None:
    assert Former.of({name: day.isoformat() for name, day in DAYS.items()}) == Former(**DAYS)


def test_a_plan_on_paper_holds_also_after_the_first_one_kept_here() -> None:
    assert planned_on(date(2026, 4, 1), Former(**DAYS)) == DAYS["planned_on"]
    assert planned_on(date(2026, 4, 1), Former()) == date(2026, 4, 1)
    assert planned_on(None, Former()) is None


def test_a_plan_newer_than_the_last_review_does_not_put_the_next_one_off() -> None:
    known = Former(**(DAYS | {"planned_on": date(2026, 1, 15)}))
    facts = deadlines.CaseFacts(
        "routine", date(2024, 2, 5), signed_on=known.signed_on, contacts=known.days("contact"),
        assessments=known.days("assessment"), planned_on=planned_on(None, known), reviews=known.days("review"),
    )  # fmt: skip
    assert {one.kind: one.due_on for one in deadlines.present(facts) if not one.met_on} == {
        "review": date(2026, 5, 10),
        "closure": date(2027, 2, 12),
    }


def test_a_supported_family_comes_with_its_real_days(region: Region) -> None:
    case = carried(region, DAYS)
    seen = case.get(on=RECORDED_ON).json

    assert (seen["status"], seen["opened_on"], seen["signed_on"]) == ("supported", "2024-02-05", "2024-02-12")
    assert seen["signed_by"] == [case.mother]
    assert (seen["next_step"], seen["next_due_on"], seen["overdue"]) == ("review", "2026-05-10", False)
    assert due(case) == {
        "first_contact": ("2024-02-08", "2024-02-12"),
        "agreement": ("2024-02-19", "2024-02-12"),
        "assessment": ("2024-03-04", "2024-03-20"),
        "plan": ("2024-04-03", "2024-03-20"),
        "review": ("2026-05-10", None),
        "closure": ("2027-02-12", None),
    }
    said = {name: day.isoformat() for name, day in DAYS.items()}
    assert (
        seen["carried_over"].items() >= (said | {"recorded_on": "2026-03-02", "former_reference": "12-А/2024"}).items()
    )
    assert (seen["carried_over"]["author"], seen["plan_state"]) == (str(region.coordinator.id), None)
    son = next(one for one in seen["family"]["members"] if one["id"] == case.son)
    assert son["age"] == 7  # as it was told on the day of the import, not two years before


def test_the_timeline_says_what_was_carried_over(region: Region) -> None:
    case = carried(region, DAYS)
    lines = {line["kind"]: line for line in case.get("/timeline", on=RECORDED_ON).json["items"]}
    assert list(lines) == ["carried_over", "agreement", "opened"]
    assert (lines["opened"]["happened_on"], lines["agreement"]["happened_on"]) == ("2024-02-05", "2024-02-12")
    assert lines["carried_over"]["facts"] == {name: day.isoformat() for name, day in DAYS.items()}
    (only,) = case.get("/timeline?kind=carried_over", on=RECORDED_ON).json["items"]
    assert only["by"] == str(region.coordinator.id)


def test_it_is_found_by_the_number_of_its_old_file(region: Region) -> None:
    case = carried(region, DAYS)
    for asked in ("12-А/2024", "12-а", "Журавлева"):
        found = region.supervisor.api.get(f"/cases/api/v1/cases?q={asked}").json["items"]
        assert [one["id"] for one in found] == [str(case.id)], asked
    assert not region.supervisor.api.get("/cases/api/v1/cases?q=13-А").json["items"]


def test_what_is_late_is_said_once_and_nothing_of_the_past(region: Region) -> None:
    """The last review was eleven months ago, the agreement over two years ago."""
    case = carried(region, DAYS | {"reviewed_on": date(2025, 4, 1)}, worker=region.worker.id)
    seen = case.get(on=RECORDED_ON).json
    assert (seen["overdue"], seen["next_step"], seen["next_due_on"]) == (True, "review", "2025-10-01")

    for _ in range(2):
        region.bench.tick(noon(RECORDED_ON))
    assert not region.bench.published(DEADLINE_NEAR)
    assert [(one["kind"], one["due_on"]) for one in region.bench.published(DEADLINE_PASSED)] == [
        ("review", date(2025, 10, 1))
    ]


def test_no_figure_counts_what_was_carried_over(region: Region) -> None:
    """They are on support, which is true; of help, reviews and comparable assessments nothing is known."""
    carried(region, DAYS)
    with region.bench.session() as session:
        counted = session.connection().exec_driver_sql("select kind, happened_on from counted").all()
    assert [tuple(row) for row in counted] == [("agreement", DAYS["signed_on"])]


def test_the_event_says_that_nobody_need_hear_of_the_past(region: Region) -> None:
    carried(region, DAYS, carried_over=3)
    region.open()
    first, second = region.bench.published(CASE_OPENED)
    assert (first["carried_over"], first["status"], first["opened_on"]) == (3, "supported", date(2024, 2, 5))
    assert "carried_over" not in second


def test_the_first_plan_kept_here_rests_on_the_assessment_on_paper(region: Region) -> None:
    case = carried(region, days("signed_on", "assessed_on"))
    plan = case.call("PUT", "/plan", case.plan(), on=RECORDED_ON, if_match="*")
    assert plan.status == 200, plan.text
    assert case.get(on=RECORDED_ON).json["status"] == "planned"


def test_a_case_that_is_reopened_begins_anew_where_it_was(region: Region) -> None:
    """Its deadlines start that day; a plan can still be made on the assessment on paper."""
    case = carried(region, DAYS)
    moved = case.closure(outcome="moved", closed_on="2026-03-02", reason="Переехали.")
    case.done(case.post("/closure", moved, on=RECORDED_ON, who=region.supervisor))
    case.done(case.post("/reopen", {"reason": "Вернулись."}, on=date(2026, 4, 1), who=region.supervisor))
    seen = case.get(on=date(2026, 4, 1)).json
    assert (seen["status"], seen["next_step"], seen["next_due_on"]) == ("supported", "review", "2026-10-01")
    case.done(case.call("PUT", "/plan", case.plan(), on=date(2026, 4, 2), if_match="*"))


def test_self_sufficiency_still_needs_an_assessment_made_here(region: Region) -> None:
    case = carried(region, DAYS)
    closed = case.post("/closure", case.closure(closed_on="2026-03-02"), on=RECORDED_ON)
    assert (closed.status, closed.json["errors"]) == (422, {"outcome": ["child_not_assessed"]})


def test_days_carried_over_by_mistake_are_taken_back(region: Region) -> None:
    case = carried(region, DAYS)
    entry = case.get(on=RECORDED_ON).json["carried_over"]["id"]
    done = case.post(f"/carried-over/{entry}/annul", {"reason": "Даты другой семьи."}, on=RECORDED_ON)

    assert (done.status, done.json["annulled"]["reason"]) == (200, "Даты другой семьи.")
    assert due(case) == {
        "first_contact": ("2024-02-08", None),
        "agreement": ("2024-02-19", "2024-02-12"),
        "assessment": ("2024-03-04", None),
        "closure": ("2027-02-12", None),
    }
    seen = case.get(on=RECORDED_ON).json
    assert (seen["next_step"], seen["next_due_on"], seen["overdue"]) == ("assessment", "2024-03-04", True)
    assert case.post(f"/carried-over/{entry}/annul", {"reason": "Ещё раз."}, on=RECORDED_ON).status == 409


def test_who_signed_is_who_is_said_to_have(region: Region) -> None:
    accepted = region.accepted()
    adults = [dict(accepted["members"][0]), dict(accepted["members"][0])]
    adults[1] |= {"id": accepted["members"][1]["id"], "role": "grandparent"}
    all_of_them = carried(region, DAYS, members=adults)
    assert len(all_of_them.get(on=RECORDED_ON).json["signed_by"]) == 2

    said = {"done_before": done_before(**(DAYS | {"signed_by": [adults[1]["id"]]}))}
    one = carried(region, DAYS, members=adults, referral=region.bench.person_id(), **said)
    assert one.get(on=RECORDED_ON).json["signed_by"] == [str(adults[1]["id"])]
