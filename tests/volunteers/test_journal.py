"""The journal is the volunteer's own and their supervisor's: never of anybody who works with the family."""

from datetime import UTC, datetime, timedelta

import pytest

from shared import clock
from shared.contracts.case_events import CASE_TEAM_CHANGED
from tests.support.bench import Person
from tests.volunteers.town import Registered, Town, Wish

TEXT = "Гуляли в парке.\nТимофей рассказал о школе. 🙂"


def written(town: Town, someone: Registered, wish: Wish, **more: str) -> str:
    """The path of a journal with one entry."""
    path = f"assignments/{town.pairing(wish, someone, **more)['id']}/journal"
    assert someone.post(path, {"at": clock.now().isoformat(), "text": TEXT}).status == 201
    return path


def test_a_volunteer_writes_and_reads_what_they_wrote(town: Town):
    someone = town.ready()
    path = written(town, someone, town.wish())
    (entry,) = someone.get(path).json["items"]
    assert (entry["text"], entry["author"]) == (TEXT, str(someone.person.id))
    assert datetime.fromisoformat(entry["at"]).tzinfo == UTC


def test_who_supervises_the_pairing_reads_and_writes_too(town: Town):
    path = written(town, town.ready(), town.wish())
    assert len(town.get(path).json["items"]) == 1
    answer = town.post(path, {"at": clock.now().isoformat(), "text": "Поговорили о трудном дне."})
    assert (answer.status, answer.json["author"]) == (201, str(town.coordinator.id))


def test_nothing_of_a_journal_is_in_any_event_or_list(town: Town):
    someone = town.ready()
    written(town, someone, town.wish())
    seen = [town.bench.published(), town.get("assignments").text, someone.get("assignments?mine=1").text]
    assert all("Гуляли" not in str(part) for part in seen)


def test_another_coordinator_of_the_organisation_does_not_read_it(town: Town):
    path = written(town, town.ready(), town.wish())
    colleague = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    assert town.get(path, by=colleague).status == 403


@pytest.mark.parametrize("role", ["coordinator", "case_worker", "specialist", "supervisor", "administrator"])
def test_nobody_of_another_role_learns_that_it_exists(town: Town, role: str):
    path = written(town, town.ready(), town.wish())
    assert town.get(path, by=town.bench.person(role, organisation=town.ngo)).status == 404


def test_another_volunteer_and_another_organisation_learn_nothing(town: Town):
    path = written(town, town.ready(), town.wish())
    assert town.ready().get(path).status == 404
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert town.get(path, by=stranger).status == 404


def both(town: Town, *roles: str) -> Person:
    """A volunteer coordinator of the NGO who has other roles there too."""
    return town.bench.person("volunteer_coordinator", *roles, organisation=town.ngo)


@pytest.mark.parametrize(("kind", "status"), [("contact_family", 403), ("volunteer", 200)])
def test_a_supervisor_of_the_case_never_reads_the_journal_of_its_contact_family(town: Town, kind: str, status: int):
    someone, wish = town.ready(kind=kind), town.wish(kind=kind)
    mixed = both(town, "supervisor")
    path = written(town, someone, wish, supervised_by=str(mixed.id))
    assert town.get(path, by=mixed).status == status


def test_who_joins_the_familys_team_reads_the_journal_no_more_until_they_leave_it(town: Town):
    someone, wish = town.ready(), town.wish()
    mixed = both(town, "specialist")
    path = written(town, someone, wish, supervised_by=str(mixed.id))
    assert town.get(path, by=mixed).status == 200
    town.team_of(wish, mixed)
    assert town.get(path, by=mixed).status == 403
    assert town.post(path, {"at": clock.now().isoformat(), "text": "…"}, by=mixed).status == 403
    town.team_of(wish)
    assert town.get(path, by=mixed).status == 200


def test_the_familys_own_worker_never_reads_it(town: Town):
    mixed = both(town, "case_worker")
    someone, wish = town.ready(), town.wish()
    path = written(town, someone, wish, supervised_by=str(mixed.id))
    town.case(CASE_TEAM_CHANGED, wish.case, previous_worker=None, joined=[], left=[], worker=mixed.id, team=[])
    assert town.get(path, by=mixed).status == 403


def test_of_a_case_that_is_not_known_yet_only_the_contact_family_reads_it(town: Town):
    someone = town.ready()
    path = written(town, someone, town.wish(case=town.bench.organisation()))
    assert (someone.get(path).status, town.get(path).status) == (200, 403)


def test_who_is_no_volunteer_coordinator_any_more_reads_nothing(town: Town):
    path = written(town, town.ready(), town.wish())
    former = town.bench.person("coordinator", organisation=town.ngo, person=town.coordinator.id)
    assert town.get(path, by=former).status == 404


def test_after_the_end_a_journal_is_read_and_not_written(town: Town):
    someone = town.ready()
    path = written(town, someone, town.wish())
    assert someone.post(path.replace("journal", "end")).status == 200
    assert len(someone.get(path).json["items"]) == len(town.get(path).json["items"]) == 1
    answer = someone.post(path, {"at": clock.now().isoformat(), "text": TEXT})
    assert (answer.status, answer.json["state"]) == (409, "ended")


@pytest.mark.parametrize(
    ("shift", "code"),
    [(timedelta(minutes=5), "in_future"), (timedelta(days=-2), "before_assignment"), (timedelta(), None)],
)
def test_a_meeting_is_noted_after_it_happened_and_after_the_yes(town: Town, shift: timedelta, code: str | None):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)
    body = {"at": (clock.now() + shift).isoformat(), "text": TEXT}
    answer = someone.post(f"assignments/{pairing['id']}/journal", body)
    if code:
        assert (answer.status, answer.json["errors"]) == (422, {"at": [code]})
    else:
        assert answer.status == 201


def test_entries_come_newest_first_a_page_at_a_time(town: Town):
    someone = town.ready()
    path = f"assignments/{town.pairing(town.wish(), someone)['id']}/journal"
    for number in range(3):
        someone.post(path, {"at": clock.now().isoformat(), "text": str(number)})
    first = someone.get(f"{path}?limit=2").json
    rest = someone.get(f"{path}?limit=2&cursor={first['next']}").json
    assert [entry["text"] for entry in first["items"] + rest["items"]] == ["2", "1", "0"]
    assert rest["next"] is None
