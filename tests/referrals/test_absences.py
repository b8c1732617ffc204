"""Of somebody who is away: their deputy is called in their place, and sees the referrals that were given to them."""

from datetime import date

from shared import clock
from tests.referrals.duty import URL, write
from tests.referrals.family import API, Region
from tests.referrals.test_duty import QUARTER, START, calls, in_danger
from tests.support.absences import away, tell
from tests.support.bench import Person

TODAY = date(2025, 3, 3)


def test_the_deputy_of_who_is_away_is_called_in_their_place(region: Region, second: Person) -> None:
    third = region.bench.person("coordinator", organisation=region.ngo)
    write(region.coordinator, second, region.supervisor)
    away(region.bench, second, third, TODAY, TODAY)
    in_danger(region)
    for number in range(3):
        region.bench.tick(START + number * QUARTER)
    assert [person for person, _, _ in calls(region)] == [third.id, region.supervisor.id, third.id]
    with clock.at(START):
        first, _ = region.coordinator.api.get(URL).json["people"]
    assert (first["id"], first["away"]["deputy"]) == (str(second.id), str(third.id))


def test_a_deputy_who_may_not_be_on_duty_is_not_called(region: Region, second: Person) -> None:
    write(region.coordinator, second, region.supervisor)
    away(region.bench, second, region.worker, TODAY, TODAY)
    in_danger(region)
    region.bench.tick(START)
    assert [person for person, _, _ in calls(region)] == [region.supervisor.id]


def test_when_everyone_on_the_roster_is_away_all_are_called_at_once(region: Region, second: Person) -> None:
    write(region.coordinator, second)
    away(region.bench, second, region.worker, TODAY, TODAY)
    in_danger(region)
    region.bench.tick(START)
    assert calls(region) == [(None, None, 1)]


def test_the_deputy_of_the_named_worker_sees_the_referral_and_lists_say_who_is_away(region: Region) -> None:
    deputy = region.bench.person("case_worker", organisation=region.ngo)
    with clock.at(START):
        path = f"{API}/referrals/{region.referral()['id']}"
        assert region.coordinator.api.post(f"{path}/accept", {"worker": str(region.worker.id)}).status == 200
        assert deputy.api.get(path).status == 404
        away(region.bench, region.worker, deputy, TODAY, TODAY)
        assert deputy.api.get(path).status == 200
        assert len(deputy.api.get(f"{API}/referrals?box=received").json["items"]) == 1
        workers = region.coordinator.api.get(f"{API}/workers").json["items"]
        shown = {one["id"]: one["away"] for one in workers}
        tell(region.bench, region.worker, [])
        assert deputy.api.get(path).status == 404
    assert shown[str(deputy.id)] is None
    assert (shown[str(region.worker.id)] or {})["deputy"] == str(deputy.id)
