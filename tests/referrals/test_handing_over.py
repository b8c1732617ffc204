"""Duty goes to another: places on the roster, and the referrals to which somebody said that they see."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from shared import clock
from shared.contracts import referrals as says
from tests.referrals.duty import URL, leaves, write
from tests.referrals.family import API, Region
from tests.referrals.test_duty import START, acknowledge, calls, in_danger
from tests.support.absences import away, tell
from tests.support.bench import Answer, Person

MINUTE = timedelta(minutes=1)


def hand_over(region: Region, who: Person, to: Person, by: Person | None = None) -> Answer:
    return (by or region.supervisor).api.post(f"{API}/people/{who.id}/hand-over", {"to": str(to.id)})


def roster(region: Region) -> list[str]:
    return [one["id"] for one in region.supervisor.api.get(URL).json["people"]]


def work(region: Region, who: Person, by: Person) -> Any:
    answer = by.api.get(f"{API}/people/{who.id}/work")
    return answer.json if answer.status == 200 else answer.status


def test_duty_and_what_was_taken_up_go_to_a_colleague_who_is_told_once(region: Region, second: Person) -> None:
    write(region.coordinator, region.coordinator, region.supervisor)
    id = in_danger(region)
    acknowledge(region, id, region.coordinator, START + MINUTE)
    counted = work(region, region.coordinator, region.supervisor)
    assert counted["counts"] == {"duty": 1, "taken_up": 1, "sent": 0, "questions": 0}
    assert ([one["id"] for one in counted["taken_up"]], counted["queue"]) == ([id], {"waiting": 1, "others": 1})

    answer = hand_over(region, region.coordinator, second)

    assert answer.json == {"to": str(second.id), "duty": True, "referrals": [id]}
    assert roster(region) == [str(second.id), str(region.supervisor.id)]
    assert region.get(id).json["acknowledged_by"] == str(second.id)
    (told,) = region.bench.published(says.DUTY_HANDED_OVER)
    assert (told["person"], told["to"], told["duty"], told["referrals"]) == (region.coordinator.id, second.id, 1, 1)
    assert hand_over(region, region.coordinator, second).json == {"to": str(second.id), "duty": False, "referrals": []}
    assert len(region.bench.published(says.DUTY_HANDED_OVER)) == 1


def test_who_stands_on_the_roster_already_stands_there_once(region: Region, second: Person) -> None:
    write(region.coordinator, region.coordinator, second)
    assert hand_over(region, region.coordinator, second).json["duty"] is True
    assert roster(region) == [str(second.id)]


def test_only_who_can_be_on_duty_there_hands_over_and_gets_it(region: Region, second: Person) -> None:
    write(region.coordinator, region.coordinator)
    before = region.bench.counts()
    wrong = [region.other_coordinator, region.worker, region.coordinator]
    codes = [hand_over(region, region.coordinator, to).json["errors"]["to"] for to in wrong]
    assert codes == [["not_found"], ["wrong_role"], ["same_person"]]
    by = [region.other_coordinator, region.worker, region.referrer]
    assert [hand_over(region, region.coordinator, second, by=who).status for who in by] == [404, 404, 404]
    assert region.bench.counts() == before
    assert [work(region, region.coordinator, who) for who in by] == [404, 404, 404]


def test_a_successor_is_on_duty_and_without_one_the_next_is_called_for_a_family_in_danger(
    region: Region, second: Person
) -> None:
    write(region.coordinator, region.coordinator, second, region.supervisor)
    id, b = in_danger(region), region.bench
    b.tick(START)
    acknowledge(region, id, region.coordinator, START + MINUTE)

    leaves(region, region.coordinator, successor=second.id)
    assert region.get(id, second).json["acknowledged_by"] == str(second.id)
    assert roster(region) == [str(second.id), str(region.supervisor.id)]
    b.tick(START + timedelta(hours=1))
    assert len(calls(region)) == 1, "somebody sees to it"

    with clock.at(START + timedelta(hours=2)):
        leaves(region, second, successor=region.worker.id)
    assert region.get(id, region.supervisor).json["acknowledged_by"] is None
    assert roster(region) == [str(second.id), str(region.supervisor.id)], "as one who cannot be called"
    b.tick(START + timedelta(hours=2))
    assert [person for person, _, _ in calls(region)][1:] == [region.supervisor.id]


@pytest.mark.parametrize("can", [True, False])
def test_what_goes_to_who_is_away_waits_for_nobody_who_does_not_come(region: Region, second: Person, can: bool) -> None:
    third, b = region.bench.person("coordinator", organisation=region.ngo), region.bench
    write(region.coordinator, region.coordinator, third)
    id = in_danger(region)
    b.tick(START)
    acknowledge(region, id, region.coordinator, START + MINUTE)
    away(b, second, region.supervisor if can else region.worker, START.date(), START.date())

    with clock.at(START + 2 * MINUTE):
        leaves(region, region.coordinator, successor=second.id)
    b.tick(START + 3 * MINUTE)

    assert region.get(id, third).json["acknowledged_by"] == (str(second.id) if can else None)
    assert [person for person, _, _ in calls(region)][1:] == ([] if can else [third.id])


@pytest.mark.parametrize("elsewhere", [True, False])
def test_who_works_elsewhere_or_as_something_else_sees_to_no_family_in_danger(
    region: Region, second: Person, elsewhere: bool
) -> None:
    b = region.bench
    write(region.coordinator, second, region.supervisor)
    id = in_danger(region)
    b.tick(START)
    acknowledge(region, id, second, START + MINUTE)
    tell(b, second, [])
    assert region.get(id, region.supervisor).json["acknowledged_by"] == str(second.id), "nothing of it has changed"

    changes = {"organisation": region.other_coordinator.organisation} if elsewhere else {"roles": ["referrer"]}
    tell(b, second, [], **changes)

    assert region.get(id, region.supervisor).json["acknowledged_by"] is None
    b.tick(clock.now())
    assert [person for person, _, _ in calls(region)][1:] == [region.supervisor.id]


def test_what_somebody_sent_and_was_asked_about_is_counted(region: Region) -> None:
    id = region.referral()["id"]
    region.act(id, "ask")
    chief = region.bench.person("organisation_administrator", organisation=region.guardianship)
    shown = work(region, region.referrer, chief)
    assert shown["counts"] == {"duty": 0, "taken_up": 0, "sent": 1, "questions": 1}
    assert (shown["sent"], shown["queue"]) == ([], None)
    assert [UUID(one["id"]) for one in work(region, region.referrer, region.referrer)["sent"]] == [UUID(id)]
