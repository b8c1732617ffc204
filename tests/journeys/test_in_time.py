"""A referral that nobody answers, one that cannot wait, and a receiver that has no room: across all services."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared import clock
from tests.journeys.family import Family
from tests.journeys.region import Person, Region, day, on
from tests.journeys.story import REFERRALS

IDENTITY = "/identity/api/v1/organisations"
NINE = datetime.fromisoformat(f"{day(0)}T06:00:00+00:00").astimezone(UTC)


def sent(region: Region, at: datetime, to: str = "ngo", **changes: Any) -> dict[str, Any]:
    with clock.at(at):
        body = Family().referral(region.organisations[to], **changes)
        return dict(region["referrer"].do(f"{REFERRALS}/referrals", body))


def time_passes(region: Region, moment: datetime) -> None:
    with clock.at(moment):
        region.world.run_timers()
        region.settle()


def told(person: Person, referral: dict[str, Any]) -> list[str]:
    return person.told(referral["reference"])


def test_who_is_on_duty_is_called_until_one_of_them_sees_to_it_and_the_sender_learns_that(region: Region) -> None:
    first, second = region.newcomer("on_duty", "coordinator"), region["supervisor"]
    region["org_admin"].do(f"{REFERRALS}/duty", {"people": [first.id, second.id]}, "PUT")
    referral = sent(region, NINE, urgency="immediate")
    time_passes(region, NINE + timedelta(minutes=1))
    assert told(first, referral) == ["referral_submitted", "referral_duty_called"]
    assert told(second, referral) == ["referral_submitted"]
    region.administrator.do(f"/identity/api/v1/people/{first.id}/deactivate")
    for minutes in (16, 31):
        time_passes(region, NINE + timedelta(minutes=minutes))
    assert told(second, referral) == ["referral_submitted", "referral_duty_called", "referral_duty_called"]
    with clock.at(NINE + timedelta(minutes=32)):
        second.do(f"{REFERRALS}/referrals/{referral['id']}/acknowledge")
    time_passes(region, NINE + timedelta(hours=2))
    assert told(second, referral).count("referral_duty_called") == 2
    assert told(region["referrer"], referral) == told(region["second_referrer"], referral) == ["referral_acknowledged"]
    seen = region["referrer"].get(f"{REFERRALS}/referrals/{referral['id']}")
    assert (seen["acknowledged_by"], seen["emergency_number"]) == (second.id, "112")


def test_a_sender_is_told_once_that_nobody_answers_and_supervisors_every_day(region: Region) -> None:
    referral = sent(region, NINE)
    overdue = NINE + timedelta(days=3)
    for moment in (overdue, *(overdue + timedelta(days=number, hours=18) for number in range(3))):
        time_passes(region, moment)
    assert told(region["referrer"], referral) == ["referral_unanswered"]
    assert told(region["supervisor"], referral) == ["referral_answer_passed", *["referral_answer_escalated"] * 3]
    with clock.at(overdue + timedelta(days=3)):
        region["coordinator"].do(f"{REFERRALS}/referrals/{referral['id']}/decline", {"reason": "no_capacity"})
    time_passes(region, overdue + timedelta(days=9))
    assert told(region["supervisor"], referral).count("referral_answer_escalated") == 3


def test_a_coordinators_pause_is_seen_before_sending_and_is_over_by_itself(region: Region) -> None:
    bridge = region.organisations["bridge"]

    def shown() -> Any:
        found = region["referrer"].items(f"{REFERRALS}/receivers?district=lesnoy")
        return next(item["takes_no_more_until"] for item in found if item["id"] == bridge)

    with on(0):
        region["bridge_coordinator"].do(f"{IDENTITY}/{bridge}", {"no_referrals_until": day(7)}, "PATCH")
        assert shown() == day(7)
        body = Family().referral(bridge)
        assert region["referrer"].refused(f"{REFERRALS}/referrals", body) == (409, "conflict")
    with on(7):
        assert shown() is None
        assert region["referrer"].do(f"{REFERRALS}/referrals", body)["status"] == "submitted"
