"""Who supervises a pairing can hand it on; when they are gone, the organisation's coordinators stand in."""

from uuid import UUID

import pytest

from shared import clock
from shared.contracts.volunteers import ASSIGNMENT_HANDED_ON
from tests.support.bench import Answer, Person
from tests.volunteers.test_journal import TEXT, written
from tests.volunteers.town import API, Registered, Town

GONE = {
    "deactivated": {"active": False},
    "without the role": {"roles": ["coordinator"]},
    "elsewhere": {"organisation": None},
}


def hand_on(town: Town, pairing: str, to: Person, by: Person | None = None, **options: str) -> Answer:
    path = f"{API}/assignments/{pairing}/supervisor"
    return (by or town.coordinator).api.put(path, {"supervised_by": str(to.id)}, **({"if_match": "*"} | options))


def colleague(town: Town, *roles: str) -> Person:
    return town.bench.person("volunteer_coordinator", *roles, organisation=town.ngo)


def test_the_next_supervisor_reads_the_journal_and_the_one_before_no_more(town: Town):
    someone, after = town.ready(), colleague(town)
    path = written(town, someone, town.wish())
    pairing = path.split("/")[1]

    answer = hand_on(town, pairing, after)

    assert (answer.status, answer.json["supervised_by"]) == (200, str(after.id))
    assert [town.get(path, by=after).status, town.get(path).status, someone.get(path).status] == [200, 403, 200]
    (told,) = town.bench.published(ASSIGNMENT_HANDED_ON)
    assert (told["assignment"], told["supervised_by"]) == (UUID(pairing), after.id)
    assert (told["previous_supervised_by"], told["by"]) == (town.coordinator.id, town.coordinator.id)


def test_handing_on_to_who_has_it_already_tells_nothing(town: Town):
    pairing = town.pairing(town.wish(), town.ready())["id"]
    assert hand_on(town, pairing, town.coordinator).status == 200
    assert town.bench.published(ASSIGNMENT_HANDED_ON) == []


def test_only_a_coordinator_of_the_register_hands_on_and_says_which_version(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)["id"]
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    admin = town.bench.person("organisation_administrator", organisation=town.ngo)
    answers = [hand_on(town, pairing, town.coordinator, by=who).status for who in (someone.person, stranger, admin)]
    assert answers == [403, 404, 404]
    assert hand_on(town, pairing, colleague(town), if_match='"77"').status == 412


def of_the_team(town: Town, someone: Registered) -> tuple[Person, str]:
    return colleague(town, "specialist"), "not_independent"


def the_volunteer(town: Town, someone: Registered) -> tuple[Person, str]:
    return someone.person, "own_pairing"


def without_the_role(town: Town, someone: Registered) -> tuple[Person, str]:
    return town.worker, "wrong_role"


@pytest.mark.parametrize("who", [of_the_team, the_volunteer, without_the_role])
def test_who_cannot_read_a_journal_does_not_supervise_it(town: Town, who):
    someone, wish = town.ready(roles=("volunteer_coordinator",)), town.wish()
    other, code = who(town, someone)
    pairing = town.pairing(wish, town.ready())["id"] if who is not the_volunteer else None
    team = [other] if who is of_the_team else []
    another = town.wish(case=wish.case)
    town.team_of(wish, *team)
    before = town.bench.counts()
    refused = town.propose(another, someone, supervised_by=str(other.id))
    assert (refused.status, refused.json["errors"]) == (422, {"supervised_by": [code]})
    if pairing:
        assert hand_on(town, pairing, other).json["errors"] == {"supervised_by": [code]}
    assert town.bench.counts() == before


def test_of_a_volunteer_who_is_no_contact_family_one_of_the_team_may_be_supervisor(town: Town):
    someone, wish, other = town.ready(kind="volunteer"), town.wish(kind="volunteer"), colleague(town, "specialist")
    town.team_of(wish, other)
    assert town.propose(wish, someone, supervised_by=str(other.id)).status == 201


@pytest.mark.parametrize("gone", GONE)
def test_while_the_supervisor_is_gone_coordinators_read_and_take_over(town: Town, gone: str):
    someone, other, mixed = town.ready(), colleague(town), colleague(town, "supervisor")
    path = written(town, someone, town.wish())
    assert town.get(path, by=other).status == 403

    state = {"roles": ["volunteer_coordinator"], "organisation": town.ngo} | GONE[gone]
    town.bench.person(person=town.coordinator.id, **state)

    assert (town.get(path, by=other).status, town.get(path, by=mixed).status) == (200, 403)
    assert town.post(path, {"at": clock.now().isoformat(), "text": TEXT}, by=other).status == 403
    assert hand_on(town, path.split("/")[1], other, by=other).status == 200
    assert town.post(path, {"at": clock.now().isoformat(), "text": TEXT}, by=other).status == 201
    assert town.get(path, by=colleague(town)).status == 403
