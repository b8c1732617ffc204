"""Immediate danger: 112 and the duty phone are shown, and one after the other is called until someone acknowledges."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from services.referrals.model import Referral
from shared import clock
from shared.contracts import referrals as says
from tests.referrals.duty import leaves, write
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Person

START = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
QUARTER = 15 * MINUTE


def in_danger(region: Region, at: datetime = START, **changes: Any) -> str:
    with clock.at(at):
        return str(region.referral(urgency="immediate", **changes)["id"])


def calls(region: Region) -> list[tuple[UUID | None, int | None, int]]:
    told = region.bench.published(says.REFERRAL_DUTY_CALLED)
    return [(one["person"], one["position"], one["call"]) for one in told]


def acknowledge(region: Region, id: str, by: Person, at: datetime = START) -> Answer:
    with clock.at(at):
        return by.api.post(f"{API}/referrals/{id}/acknowledge", {})


def test_one_after_the_other_is_called_round_and_round_each_at_its_second(region: Region, second: Person) -> None:
    write(region.coordinator, second, region.supervisor, region.coordinator)
    id, b = in_danger(region), region.bench
    b.tick(START)
    b.tick(START + QUARTER - SECOND)
    assert calls(region) == [(second.id, 1, 1)]
    for number in range(1, 5):
        b.tick(START + number * QUARTER)
        b.tick(START + number * QUARTER + MINUTE)
    turns = [second.id, region.supervisor.id, region.coordinator.id, second.id, region.supervisor.id]
    assert calls(region) == [(one, place % 3 + 1, place + 1) for place, one in enumerate(turns)]
    told = b.published(says.REFERRAL_DUTY_CALLED)[1]
    assert (str(told["referral"]), told["urgency"], told["by"]) == (id, "immediate", None)
    assert (told["to_organisation"], told["at"]) == (region.ngo, START + QUARTER)


@pytest.mark.parametrize("urgency", ["urgent", "routine"])
def test_nobody_is_called_for_what_is_no_immediate_danger(region: Region, second: Person, urgency: str) -> None:
    write(region.coordinator, second)
    region.referral(urgency=urgency)
    region.bench.tick(clock.now() + DAY)
    assert calls(region) == []


def test_who_left_or_lost_the_role_is_skipped(region: Region, second: Person) -> None:
    third = region.bench.person("supervisor", organisation=region.ngo)
    write(region.coordinator, second, third, region.supervisor)
    leaves(region, second)
    region.bench.person("case_worker", person=third.id, organisation=region.ngo)
    in_danger(region)
    region.bench.tick(START)
    region.bench.tick(START + QUARTER)
    assert calls(region) == [(region.supervisor.id, 3, 1), (region.supervisor.id, 3, 2)]


@pytest.mark.parametrize("written", [False, True])
def test_without_anybody_on_the_roster_all_are_called_at_once_again_and_again(
    region: Region, second: Person, written: bool
) -> None:
    if written:
        write(region.coordinator, second)
        leaves(region, second)
    in_danger(region)
    region.bench.tick(START)
    region.bench.tick(START + QUARTER)
    assert calls(region) == [(None, None, 1), (None, None, 2)]


def test_a_worker_that_was_away_calls_one_person_and_gives_them_their_time(region: Region, second: Person) -> None:
    write(region.coordinator, second, region.supervisor)
    in_danger(region)
    late = START + 2 * HOUR + 3 * MINUTE
    region.bench.tick(late)
    region.bench.tick(late + QUARTER - SECOND)
    assert calls(region) == [(second.id, 1, 1)]
    region.bench.tick(late + QUARTER)
    assert calls(region)[-1] == (region.supervisor.id, 2, 2)


@pytest.mark.parametrize("role", ["coordinator", "supervisor"])
def test_nobody_else_is_called_when_someone_acknowledged_and_both_sides_read_who_and_when(
    region: Region, role: str
) -> None:
    id, b = in_danger(region), region.bench
    b.tick(START)
    person = b.person(role, organisation=region.ngo)
    answer = acknowledge(region, id, person, START + MINUTE)
    assert answer.status == 200, answer.text
    b.tick(START + 3 * HOUR)
    assert len(calls(region)) == 1
    for reader in (region.coordinator, region.referrer):
        seen = region.get(id, reader).json
        assert (seen["acknowledged_by"], seen["acknowledged_at"]) == (str(person.id), "2025-03-03T09:31:00Z")
        assert seen["acknowledged_by_names"]["last_name"] == "Соколова"
        assert [entry["kind"] for entry in seen["history"]] == ["submitted", "acknowledged"]
        assert seen["status"] == "submitted"
        assert seen["answer_by"] == "2025-03-04T09:30:00Z", "it is no decision"
    (told,) = b.published(says.REFERRAL_ACKNOWLEDGED)
    assert (told["by"], told["status"]) == (person.id, "submitted")


def test_the_first_who_acknowledged_counts(region: Region) -> None:
    id = in_danger(region)
    acknowledge(region, id, region.supervisor, START + MINUTE)
    before = region.bench.counts()
    again = acknowledge(region, id, region.coordinator, START + HOUR)
    assert (again.status, again.json["acknowledged_by"]) == (200, str(region.supervisor.id))
    assert region.bench.counts() == before


@pytest.mark.parametrize("action", ["accept", "decline", "withdraw", "ask"])
def test_whoever_decides_or_asks_has_seen_it(region: Region, action: str) -> None:
    id = in_danger(region)
    region.bench.tick(START)
    with clock.at(START + MINUTE):
        assert region.act(id, action).status == 200
    region.bench.tick(START + 2 * HOUR)
    assert len(calls(region)) == 1
    with region.bench.session() as session:
        assert session.scalar(select(Referral.call_duty_at)) is None, "nothing is left for the timer to look at"
    if action == "ask":
        assert region.get(id).json["acknowledged_by"] == str(region.coordinator.id)
        with clock.at(START + 2 * HOUR):
            region.act(id, "answer")
        region.bench.tick(START + 4 * HOUR)
        assert len(calls(region)) == 1


@pytest.mark.parametrize("action", ["accept", "decline", "withdraw"])
def test_what_is_decided_is_not_acknowledged_any_more(region: Region, action: str) -> None:
    id = in_danger(region)
    region.act(id, action)
    before = region.bench.counts()
    answer = acknowledge(region, id, region.supervisor)
    assert answer.status == 409
    assert answer.json["state"] == region.get(id).json["status"]
    assert region.bench.counts() == before


def test_the_next_receivers_people_are_called_anew(region: Region, second: Person) -> None:
    write(region.coordinator, second)
    write(region.other_coordinator, region.other_coordinator)
    id, b = in_danger(region), region.bench
    b.tick(START)
    acknowledge(region, id, second, START + MINUTE)
    with clock.at(START + 2 * MINUTE):
        region.act(id, "pass-on")
    b.tick(START + 2 * MINUTE)
    assert calls(region) == [(second.id, 1, 1), (region.other_coordinator.id, 1, 1)]
    assert region.get(id, region.other_coordinator).json["acknowledged_at"] is None


TABLE = {"referrer": 403, "coordinator": 200, "supervisor": 200, "case_worker": 404, "organisation_administrator": 404}


@pytest.mark.parametrize(("role", "status"), TABLE.items())
def test_only_coordinators_and_supervisors_of_the_receiver_acknowledge(region: Region, role: str, status: int) -> None:
    id = in_danger(region)
    home = region.guardianship if role == "referrer" else region.ngo
    person = region.bench.person(role, organisation=home)
    before = region.bench.counts()
    assert acknowledge(region, id, person).status == status
    assert status == 200 or region.bench.counts() == before
    assert acknowledge(region, id, region.other_coordinator).status == 404


def test_a_call_leaves_the_etag_that_a_reader_holds_and_an_acknowledgement_changes_it(region: Region) -> None:
    id = in_danger(region)
    read = region.get(id).headers["ETag"]
    region.bench.tick(START + HOUR)
    assert region.get(id).headers["ETag"] == read
    acknowledged = region.coordinator.api.post(f"{API}/referrals/{id}/acknowledge", {}, if_match=read)
    assert acknowledged.status == 200
    assert acknowledged.headers["ETag"] != read
    late = region.coordinator.api.post(f"{API}/referrals/{id}/accept", {}, if_match=read)
    assert late.status == 412


def test_a_referral_in_danger_shows_112_and_the_duty_phone_and_another_does_not(region: Region) -> None:
    to = region.bench.organisation("ngo", duty_phone="+79005550112")
    danger = region.referral(urgency="immediate", to_organisation=str(to))
    assert (danger["emergency_number"], danger["to_organisation_duty_phone"]) == ("112", "+79005550112")
    calm = region.referral(urgency="urgent", to_organisation=str(to))
    assert (calm["emergency_number"], calm["to_organisation_duty_phone"]) == (None, "+79005550112")


def test_how_long_who_is_called_has_is_the_policys_of_the_day_of_sending(region: Region, second: Person) -> None:
    write(region.coordinator, second, region.supervisor)
    in_danger(region)
    administrator = region.bench.person("administrator")
    read = administrator.api.get(f"{API}/deadlines")
    lengths = [{"code": one["code"], "length": one["length"]} for one in read.json["deadlines"]]
    changed = [one | {"length": 5} if one["code"] == "duty_call" else one for one in lengths]
    etag = read.headers["ETag"]
    assert administrator.api.put(f"{API}/deadlines", {"deadlines": changed}, if_match=etag).status == 200
    in_danger(region)
    region.bench.tick(START)
    region.bench.tick(START + 5 * MINUTE)
    assert [call for _, _, call in calls(region)] == [1, 1, 2]
