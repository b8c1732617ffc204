"""Who stands in for a coordinator supervises their pairings meanwhile; a journal stays away from who works with the
family, by themselves or for a colleague."""

from datetime import timedelta

import pytest

from shared import clock
from tests.support.absences import away, tell
from tests.support.bench import Person
from tests.volunteers.test_journal import both, written
from tests.volunteers.town import Town


def absent(town: Town, person: Person, deputy: Person) -> None:
    """Since yesterday, until tomorrow."""
    today = clock.today("Europe/Moscow")
    away(town.bench, person, deputy, today - timedelta(days=1), today + timedelta(days=1))


@pytest.mark.parametrize("kind", ["contact_family", "volunteer"])
def test_a_deputy_reads_and_writes_the_journal_as_long_as_they_stand_in(town: Town, kind: str):
    path, deputy = written(town, town.ready(kind=kind), town.wish(kind=kind)), both(town)
    entry = {"at": clock.now().isoformat(), "text": "Созвонились."}
    assert town.get(path, by=deputy).status == 403
    absent(town, town.coordinator, deputy)
    assert town.get(path, by=deputy).status == 200
    said = town.post(path, entry, by=deputy)
    assert (said.status, said.json["author"]) == (201, str(deputy.id))
    tell(town.bench, town.coordinator, [])
    assert [town.get(path, by=deputy).status, town.post(path, entry, by=deputy).status] == [403, 403]


def test_a_deputy_who_supervises_the_case_or_is_on_its_team_never_reads_it(town: Town):
    someone, wish = town.ready(), town.wish()
    path = written(town, someone, wish)
    supervisor, specialist = both(town, "supervisor"), both(town, "specialist")
    town.team_of(wish, specialist)
    for deputy in (supervisor, specialist):
        absent(town, town.coordinator, deputy)
        assert town.get(path, by=deputy).status == 403


def test_who_supervises_the_pairing_reads_it_not_while_they_stand_in_for_somebody_on_the_team(town: Town):
    someone, wish = town.ready(), town.wish()
    mixed, specialist = both(town, "specialist"), town.bench.person("specialist", organisation=town.ngo)
    path = written(town, someone, wish, supervised_by=str(mixed.id))
    town.team_of(wish, specialist)
    assert town.get(path, by=mixed).status == 200
    absent(town, specialist, mixed)
    assert town.get(path, by=mixed).status == 403
    tell(town.bench, specialist, [])
    assert town.get(path, by=mixed).status == 200


def test_without_the_coordinators_role_nobody_stands_in_for_one(town: Town):
    path, deputy = written(town, town.ready(), town.wish()), town.bench.person("specialist", organisation=town.ngo)
    absent(town, town.coordinator, deputy)
    assert town.get(path, by=deputy).status == 404
