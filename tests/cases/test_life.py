"""The whole life of a case, step by step, as the API shows it and as the events tell it."""

from datetime import date

from shared.contracts.cases import (
    CASE_AGREED,
    CASE_ASSESSED,
    CASE_CLOSED,
    CASE_CONTACTED,
    CASE_FOLLOWED_UP,
    CASE_OPENED,
    CASE_PLANNED,
    CASE_REOPENED,
    CASE_REVIEWED,
    CASE_SERVICE_GIVEN,
)
from shared.contracts.referrals import REFERRAL_ACCEPTED
from shared.ids import uuid7
from tests.cases.region import OPENED_AT, OPENED_ON, Opened, Region


def test_an_accepted_referral_opens_a_case_that_its_worker_can_read(case: Opened, region: Region) -> None:
    shown = case.json()

    assert shown["referral"] == str(case.accepted["referral"])
    assert shown["reference"] != case.accepted["reference"]
    assert (shown["status"], shown["worker"]) == ("opened", str(region.worker.id))
    assert shown["organisation"] == str(region.ngo)
    assert (shown["urgency"], shown["opened_on"]) == ("urgent", "2026-03-02")
    assert shown["basis"] == {"kind": "consent", "given_on": "2026-02-27", "document": None}
    assert shown["narrative"] == "Мама одна растит сына."
    family = shown["family"]
    assert [one["id"] for one in family["members"]] == case.members
    assert family["members"][0]["born_on"] == "1994-03-08"
    assert family["members"][1]["age"] == 7
    assert family["members"][1]["names"]["first_name"] == "Тимофей"
    assert (family["id"], family["phone"]) == (str(case.accepted["family"]), "+79005550177")
    assert shown["team"] == [
        {
            "person": str(region.worker.id),
            "name": "Соколова Вера",
            "organisation": str(region.ngo),
            "role": "case_worker",
            "away": None,
        }
    ]
    from_opening = {"starts_on": "2026-03-02", "unit": "days", "source": "ours", "met_on": None}
    assert shown["deadlines"] == [
        {"kind": "first_contact", "due_on": "2026-03-05", "length": 3, **from_opening},
        {"kind": "agreement", "due_on": "2026-03-16", "length": 14, **from_opening},
    ]
    assert (shown["next_step"], shown["next_due_on"]) == ("first_contact", "2026-03-05")


def test_the_opening_is_told_in_business_time_with_its_whole_state(case: Opened, region: Region) -> None:
    (told,) = region.bench.published(CASE_OPENED)

    assert (told["case"], told["referral"], told["family"]) == (
        case.id,
        case.accepted["referral"],
        case.accepted["family"],
    )
    assert (told["at"], told["by"], told["opened_on"]) == (OPENED_AT, region.coordinator.id, OPENED_ON)
    assert told["assessing_organisations"] == [region.ngo, region.guardianship]
    assert told["members"] == [
        {"id": case.accepted["members"][0]["id"], "child": False},
        {"id": case.accepted["members"][1]["id"], "child": True},
    ]
    assert told["team"] == [{"person": region.worker.id, "organisation": region.ngo, "role": "case_worker"}]


def test_the_same_acceptance_opens_one_case(case: Opened, region: Region) -> None:
    region.bench.receive(REFERRAL_ACCEPTED, case.accepted["referral"], case.accepted, at=OPENED_AT)

    assert region.bench.counts()["cases"] == 1
    assert len(region.bench.published(CASE_OPENED)) == 1


def test_an_acceptance_waits_until_its_organisation_is_known(region: Region) -> None:
    later = uuid7()
    data = region.accepted(to_organisation=later)

    region.bench.receive(REFERRAL_ACCEPTED, data["referral"], data, at=OPENED_AT)
    assert region.bench.published(CASE_OPENED) == []

    region.bench.organisation(organisation=later, time_zone="Asia/Vladivostok")
    (told,) = region.bench.published(CASE_OPENED)
    assert told["organisation"] == later


def test_a_case_goes_from_contact_to_follow_up_and_each_step_is_told(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact(minutes=40, note="Чай."), on=date(2026, 3, 3)))
    assert case.json()["next_step"] == "agreement"
    case.to("supported")
    case.done(case.post("/reviews", case.review(), on=date(2026, 6, 2)))
    closed = case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))
    case.done(case.post("/follow-ups", {"held_on": "2027-05-20", "holds": True}, on=date(2027, 5, 21)))

    assert (closed.json["status"], closed.json["outcome"]) == ("closed", "self_sufficient")
    assert closed.json["next_step"] == "follow_up"
    assert [name.split(".")[3] for name, _ in region.bench.published()] == [
        "opened",
        "contacted",
        "agreed",
        "assessed",
        "planned",
        "service_given",
        "reviewed",
        "closed",
        "followed_up",
    ]
    statuses = [data["status"] for _, data in region.bench.published()]
    assert statuses == [
        "opened", "opened", "agreed", "assessed", "planned", "supported", "supported", "closed", "followed_up",
    ]  # fmt: skip
    assert case.json()["next_step"] is None
    assert all(data["by"] == region.worker.id for _, data in region.bench.published()[1:])


def test_events_carry_the_facts_that_figures_count(case: Opened, region: Region) -> None:
    case.done(case.post("/contacts", case.contact(kind="not_reached", members=[]), on=date(2026, 3, 3)))
    case.to("supported")
    psychological = case.service(kind="psychological", speciality="psychologist", method="арт-терапия")
    case.done(case.post("/services", psychological, on=date(2026, 3, 31)))
    case.done(case.post("/reviews", case.review(), on=date(2026, 6, 2)))
    case.done(case.post("/closure", case.closure(), on=date(2026, 12, 1)))
    case.done(case.post("/follow-ups", {"held_on": "2027-05-20", "holds": False}, on=date(2027, 5, 21)))
    told = region.bench.published
    mother, son = (one["id"] for one in case.accepted["members"])

    (contacted,) = told(CASE_CONTACTED)
    assert (contacted["kind"], contacted["held_on"], contacted["members"]) == ("not_reached", date(2026, 3, 3), [])
    (agreed,) = told(CASE_AGREED)
    assert agreed["signed_on"] == date(2026, 3, 6)
    (assessed,) = told(CASE_ASSESSED)
    assert (assessed["done_on"], assessed["children"]) == (date(2026, 3, 16), [{"id": son, "removal": "at_risk"}])
    (planned,) = told(CASE_PLANNED)
    assert (planned["version"], planned["planned_on"]) == (1, date(2026, 3, 20))
    given = told(CASE_SERVICE_GIVEN)[-1]
    assert (given["kind"], given["speciality"], given["given_on"]) == (
        "psychological", "psychologist", date(2026, 3, 30),
    )  # fmt: skip
    assert given["members"] == [{"id": son, "child": True}]
    (reviewed,) = told(CASE_REVIEWED)
    assert reviewed["held_on"] == date(2026, 6, 1)
    assert reviewed["children"] == [{"id": son, "wellbeing": "improved", "removal": "averted"}]
    (closed,) = told(CASE_CLOSED)
    assert (closed["outcome"], closed["closed_on"]) == ("self_sufficient", date(2026, 12, 1))
    assert closed["children"] == [{"id": son, "wellbeing": "improved", "removal": "averted"}]
    assert closed["parents"] == [{"id": mother, "rights": "kept"}]
    assert {"kind": "follow_up", "due_on": date(2027, 6, 1), "met_on": None} in closed["deadlines"]
    (followed_up,) = told(CASE_FOLLOWED_UP)
    assert (followed_up["held_on"], followed_up["holds"]) == (date(2027, 5, 20), False)


def test_a_reopened_case_goes_on_in_its_last_open_state_with_deadlines_anew(case: Opened, region: Region) -> None:
    case.to("followed_up")

    reopened = case.done(case.post("/reopen", {"reason": "Снова трудно"}, on=date(2027, 7, 31)))

    assert (reopened.json["status"], reopened.json["outcome"]) == ("supported", None)
    assert {one["kind"]: one["due_on"] for one in reopened.json["deadlines"]} == {
        "review": "2028-01-31",
        "closure": "2030-07-31",
    }
    (told,) = region.bench.published(CASE_REOPENED)
    assert (told["reopened_on"], told["outcome"], told["status"]) == (date(2027, 7, 31), None, "supported")
    (closure,) = reopened.json["closures"]
    assert (closure["outcome"], closure["reopen_reason"]) == ("self_sufficient", "Снова трудно")


def test_a_case_can_close_and_reopen_again(case: Opened) -> None:
    case.to("closed")
    case.done(case.post("/reopen", {"reason": "Рано"}, on=date(2026, 12, 5)))
    case.done(case.post("/closure", case.closure(closed_on="2027-02-01"), on=date(2027, 2, 1)))
    case.done(case.post("/follow-ups", {"held_on": "2027-07-20", "holds": True}, on=date(2027, 7, 21)))

    shown = case.json()
    assert shown["status"] == "followed_up"
    assert {one["kind"]: (one["due_on"], one["met_on"]) for one in shown["deadlines"]} == {
        "closure": ("2029-12-05", "2027-02-01"),
        "follow_up": ("2027-08-01", "2027-07-20"),
    }
