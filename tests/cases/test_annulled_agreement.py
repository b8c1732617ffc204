"""An agreement that was written down wrongly is annulled, and the right one written down in its place."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import text

from shared.contracts.cases import CASE_AGREED, CASE_ENTRY_ANNULLED
from tests.cases.region import Opened, Region
from tests.support.bench import Answer

LATE = date(2026, 3, 31)
BEFORE = import_module("services.cases.migrations.0002_agreements_and_introductions")
REASON = {"reason": "Не тот день"}


def _annul(case: Opened, **options: Any) -> Answer:
    return case.post("/agreement/annul", REASON, **({"on": LATE} | options))


def test_a_wrong_day_is_put_right(case: Opened, region: Region) -> None:
    case.to("agreed")

    annulled = case.done(_annul(case))

    assert (annulled.json["signed_on"], annulled.json["signed_by"]) == (None, [])
    assert (annulled.json["status"], annulled.json["next_step"]) == ("agreed", "agreement")
    assert case.deadlines() == {"first_contact": ("2026-03-05", None), "agreement": ("2026-03-16", None)}
    (agreed,), (told,) = region.bench.published(CASE_AGREED), region.bench.published(CASE_ENTRY_ANNULLED)
    assert (told["entry"], told["kind"]) == (agreed["entry"], "agreement")

    again = case.done(case.post("/agreement", case.agreement(signed_on="2026-03-16"), on=LATE))

    assert (again.json["signed_on"], again.json["status"]) == ("2026-03-16", "agreed")
    assert case.deadlines()["assessment"] == ("2026-04-06", None)
    written = [(one["signed_on"], one["annulled"] and one["annulled"]["reason"]) for one in again.json["agreements"]]
    assert written == [("2026-03-06", "Не тот день"), ("2026-03-16", None)]


def test_while_none_holds_nothing_that_rests_on_one_is_begun(case: Opened, region: Region) -> None:
    case.to("agreed")
    case.done(_annul(case))
    before = region.bench.counts()

    for path, body in (("/assessments", case.assessment()), ("/support-requests", case.request())):
        refused = case.post(path, body, on=LATE)
        assert (refused.status, refused.json["state"]) == (409, "agreed"), path

    assert region.bench.counts() == before


def _request(case: Opened) -> None:
    case.done(case.post("/support-requests", case.request(), on=date(2026, 3, 8)))


@pytest.mark.parametrize(
    ("status", "resting"),
    [("assessed", ["assessment"]), ("planned", ["assessment", "plan"]), ("closed", ["assessment", "closure", "plan"])],
)
def test_what_rests_on_it_is_named_and_taken_back_first(case: Opened, status: str, resting: list[str]) -> None:
    case.to(status)
    before = case.region.bench.counts()

    refused = _annul(case)

    assert (refused.status, refused.json["state"], refused.json["rests_on_it"]) == (409, status, resting)
    assert case.region.bench.counts() == before


def test_a_standing_request_rests_on_it_until_it_is_withdrawn(case: Opened) -> None:
    case.to("agreed")
    _request(case)

    assert _annul(case).json["rests_on_it"] == ["support_request"]

    (request,) = case.json()["support_requests"]
    case.done(case.region.worker.api.post(f"/cases/api/v1/support-requests/{request['id']}/withdraw", {}))
    case.done(_annul(case))


def test_a_case_that_has_come_further_stays_there_and_waits_for_the_agreement(case: Opened) -> None:
    case.to("assessed")
    (assessment,) = case.get("/assessments").json["items"]
    case.done(case.post("/contacts", case.contact()))
    case.done(case.post(f"/assessments/{assessment['id']}/annul", REASON, on=LATE))
    case.done(_annul(case))
    assert (case.json()["status"], case.json()["next_step"]) == ("assessed", "agreement")

    case.done(case.post("/agreement", case.agreement(signed_on="2026-03-16"), on=LATE))

    assert (case.json()["status"], case.json()["next_step"]) == ("assessed", "assessment")


def test_it_is_annulled_once_and_not_before_it_is_there(case: Opened) -> None:
    assert _annul(case).status == 404
    case.to("agreed")
    case.done(_annul(case))

    again = _annul(case)

    assert (again.status, again.json["state"]) == (409, "annulled")


def test_what_was_written_before_there_were_entries_of_it_can_be_annulled_too(case: Opened, region: Region) -> None:
    case.to("agreed")
    with region.bench.session() as session:
        session.execute(text("delete from entries"))
        session.execute(text(BEFORE.AGREEMENTS))

    annulled = case.done(_annul(case)).json["agreements"]

    assert [(one["signed_on"], one["author"]) for one in annulled] == [("2026-03-06", str(region.worker.id))]


def test_who_wrote_it_the_worker_and_the_supervisor_may(case: Opened, region: Region) -> None:
    case.to("agreed")
    case.done(case.post("/team", {"person": str(region.specialist.id), "role": "specialist"}))

    assert _annul(case, who=region.specialist).status == 403
    assert _annul(case, who=region.coordinator).status == 404
    assert _annul(case, who=region.supervisor).status == 200
