"""Who is on duty at an organisation: written by those who are on it or run the organisation, and by nobody else."""

from datetime import UTC, datetime

import pytest

from shared import clock
from shared.codes import ROLES
from shared.ids import uuid7
from tests.referrals.duty import URL, leaves, write
from tests.referrals.family import Region
from tests.support.bench import Person

START = datetime(2025, 3, 3, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("role", ["coordinator", "supervisor", "organisation_administrator"])
def test_a_roster_is_written_by_who_is_on_it_or_runs_the_organisation(
    region: Region, second: Person, role: str
) -> None:
    person = region.bench.person(role, organisation=region.ngo)
    empty = person.api.get(URL)
    assert (empty.status, empty.json["people"], empty.json["changed_at"]) == (200, [], None)
    with clock.at(START):
        written = write(person, region.supervisor, second)
    assert written.status == 200, written.text
    assert [one["id"] for one in written.json["people"]] == [str(region.supervisor.id), str(second.id)]
    assert all(one["can_be_called"] and one["names"]["last_name"] for one in written.json["people"])
    assert written.json["changed_by"] == str(person.id)
    read = person.api.get(URL)
    assert read.json == written.json
    assert read.headers["ETag"] == written.headers["ETag"]


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"coordinator", "supervisor", "organisation_administrator"}))
def test_nobody_else_reads_or_writes_a_roster(region: Region, role: str) -> None:
    person = region.bench.person(role, organisation=None if role == "administrator" else region.ngo)
    before = region.bench.counts()
    assert person.api.get(URL).status == 403
    assert person.api.put(URL, {"people": []}).status == 403
    assert region.bench.counts() == before


def test_each_organisation_has_its_own_roster(region: Region, second: Person) -> None:
    write(region.coordinator, second)
    assert region.other_coordinator.api.get(URL).json["people"] == []


def test_a_second_change_of_a_roster_needs_the_version_that_was_read(region: Region, second: Person) -> None:
    api = region.coordinator.api
    assert api.put(URL, {"people": [str(second.id)]}).status == 200, "the first of its kind"
    read = api.get(URL).headers["ETag"]
    assert api.put(URL, {"people": []}).status == 428
    assert api.put(URL, {"people": []}, if_match=read).status == 200
    assert api.put(URL, {"people": []}, if_match=read).status == 412


def test_who_cannot_be_on_a_roster_is_named_and_nothing_is_written(region: Region, second: Person) -> None:
    gone = region.bench.person("coordinator", organisation=region.ngo, active=False)
    for wrong, code in (
        (region.worker, "not_found"),
        (region.other_coordinator, "not_found"),
        (gone, "not_found"),
        (uuid7(), "not_found"),
        (second, "twice"),
        ("Vera", "type"),
    ):
        before = region.bench.counts()
        answer = write(region.coordinator, second, wrong)
        assert (answer.status, answer.json["errors"]) == (422, {"people.1": [code]}), wrong
        assert region.bench.counts() == before
    assert region.coordinator.api.put(URL, {}).json["errors"] == {"people": ["required"]}


def test_a_roster_says_of_who_is_no_longer_there_that_nobody_can_call_them(region: Region, second: Person) -> None:
    write(region.coordinator, second, region.supervisor)
    leaves(region, second)
    shown = region.coordinator.api.get(URL).json["people"]
    assert [one["can_be_called"] for one in shown] == [False, True]
