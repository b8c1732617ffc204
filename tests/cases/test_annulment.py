"""A mistake is annulled, not edited: what it alone met is unmet again, and the case never goes backwards."""

from datetime import date
from typing import Any

from shared.contracts.cases import CASE_ENTRY_ANNULLED, DEADLINE_NEAR
from tests.cases.region import Opened, Region, noon

LATE = date(2026, 3, 31)


def _annul(case: Opened, path: str, id: str, **options: Any) -> Any:
    return case.post(f"/{path}/{id}/annul", {"reason": "Записали не той семье"}, **options)


def test_an_annulled_entry_stays_readable_and_is_told(case: Opened, region: Region) -> None:
    contact = case.done(case.post("/contacts", case.contact())).json["id"]

    annulled = case.done(_annul(case, "contacts", contact))

    assert annulled.json["annulled"]["reason"] == "Записали не той семье"
    assert annulled.json["annulled"]["by"] == str(region.worker.id)
    assert case.get("/contacts").json["items"] == [annulled.json]
    (told,) = region.bench.published(CASE_ENTRY_ANNULLED)
    assert (str(told["entry"]), told["kind"], told["status"]) == (contact, "contact", "opened")


def test_it_can_be_annulled_once(case: Opened) -> None:
    contact = case.done(case.post("/contacts", case.contact())).json["id"]
    case.done(_annul(case, "contacts", contact))

    again = _annul(case, "contacts", contact)

    assert (again.status, again.json["state"]) == (409, "annulled")


def test_a_deadline_that_it_alone_met_is_unmet_again(case: Opened) -> None:
    first = case.done(case.post("/contacts", case.contact(at="2026-03-03T08:00:00Z"))).json["id"]
    second = case.done(case.post("/contacts", case.contact(at="2026-03-03T08:30:00Z"))).json["id"]

    case.done(_annul(case, "contacts", first))
    assert case.deadlines()["first_contact"] == ("2026-03-05", "2026-03-03")
    assert case.json()["next_step"] == "agreement"

    case.done(_annul(case, "contacts", second))
    assert case.deadlines()["first_contact"] == ("2026-03-05", None)
    assert case.json()["next_step"] == "first_contact"


def test_a_case_stays_in_its_state_and_waits_for_what_is_missing(case: Opened) -> None:
    case.to("assessed")
    (assessment,) = case.get("/assessments").json["items"]

    case.done(_annul(case, "assessments", assessment["id"], on=LATE))

    assert case.json()["status"] == "assessed"
    assert case.json()["next_step"] == "assessment"
    assert case.deadlines()["assessment"] == ("2026-03-27", None)
    assert "plan" not in case.deadlines()

    case.done(case.post("/assessments", case.assessment(done_on="2026-03-30"), on=LATE))
    assert case.deadlines()["assessment"] == ("2026-03-27", "2026-03-30")
    assert case.deadlines()["plan"] == ("2026-04-13", None)


def test_the_first_service_annulled_leaves_the_case_supported(case: Opened) -> None:
    case.to("supported")
    (service,) = case.get("/services").json["items"]

    case.done(_annul(case, "services", service["id"], on=LATE))

    assert case.json()["status"] == "supported"


def test_a_review_annulled_brings_back_the_deadline_before_it_and_says_nothing_twice(
    case: Opened, region: Region
) -> None:
    case.to("supported")
    region.bench.tick(noon(date(2026, 9, 14)))
    near = len(region.bench.published(DEADLINE_NEAR))
    review = case.done(case.post("/reviews", case.review(held_on="2026-09-15"), on=date(2026, 9, 15))).json["id"]
    assert case.deadlines()["review"] == ("2027-03-15", None)

    case.done(_annul(case, "reviews", review, on=date(2026, 9, 16)))
    region.bench.tick(noon(date(2026, 9, 16)))

    assert case.deadlines()["review"] == ("2026-09-20", None)
    assert len(region.bench.published(DEADLINE_NEAR)) == near


def test_a_follow_up_annulled_can_be_held_again(case: Opened) -> None:
    case.to("followed_up")
    (held,) = case.get("/follow-ups").json["items"]
    again = {"held_on": "2027-05-25", "holds": False}
    assert case.post("/follow-ups", again, on=date(2027, 5, 26)).status == 409

    case.done(_annul(case, "follow-ups", held["id"], on=date(2027, 5, 26)))
    assert case.deadlines()["follow_up"] == ("2027-06-01", None)
    assert case.json()["next_step"] == "follow_up"

    case.done(case.post("/follow-ups", again, on=date(2027, 5, 26)))
    assert case.json()["status"] == "followed_up"
    assert case.deadlines()["follow_up"] == ("2027-06-01", "2027-05-25")


def test_no_plan_is_valid_on_an_assessment_that_was_annulled(case: Opened, region: Region) -> None:
    case.to("assessed")
    (assessment,) = case.get("/assessments").json["items"]
    case.done(_annul(case, "assessments", assessment["id"], on=LATE))
    before = region.bench.counts()

    refused = case.call("PUT", "/plan", case.plan(), on=LATE)

    assert (refused.status, refused.json["state"]) == (409, "assessed")
    assert region.bench.counts() == before
    draft = case.done(case.call("PUT", "/plan", case.plan(goals=[]), on=LATE))
    assert draft.json["state"] == "draft"


def test_a_reason_is_needed(case: Opened, region: Region) -> None:
    contact = case.done(case.post("/contacts", case.contact())).json["id"]
    before = region.bench.counts()

    refused = case.post(f"/contacts/{contact}/annul", {})

    assert (refused.status, refused.json["errors"]) == (422, {"reason": ["required"]})
    assert region.bench.counts() == before
