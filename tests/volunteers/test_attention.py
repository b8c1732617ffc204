"""A running pairing that has lost its volunteer or its supervisor shows up for the organisation's coordinators."""

import pytest

from tests.volunteers.town import Town


def attention(town: Town) -> dict[str, list[str]]:
    return {row["id"]: row["attention"] for row in town.get("assignments?attention=1").json["items"]}


@pytest.mark.parametrize("moved", [True, False])
def test_a_contact_family_that_is_none_here_any_more_is_shown_and_their_coordinator_may_end_it(town: Town, moved: bool):
    someone, wish, other = town.ready(), town.wish(), town.ready()
    pairing, kept = town.pairing(wish, someone)["id"], town.pairing(town.wish(), other)["id"]
    assert attention(town) == {}
    assert town.post(f"assignments/{pairing}/end").status == 403

    if moved:
        town.changed_person(someone, "contact_family", organisation=town.other_ngo)
    else:
        town.changed_person(someone, "volunteer")

    assert attention(town) == {pairing: ["volunteer_gone"]}
    assert town.get(f"assignments/{kept}").json["attention"] == []
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    assert town.post(f"assignments/{pairing}/end", by=stranger).status == 404
    ended = town.post(f"assignments/{pairing}/end")
    assert (ended.status, ended.json["status"], ended.json["attention"]) == (200, "ended", [])
    assert (attention(town), town.status_of(wish)) == ({}, "ended")


def test_who_is_a_contact_family_again_goes_on(town: Town):
    someone = town.ready()
    pairing = town.pairing(town.wish(), someone)["id"]
    town.changed_person(someone, "volunteer")
    assert attention(town) == {pairing: ["volunteer_gone"]}
    town.changed_person(someone, "contact_family")
    assert attention(town) == {}
    assert town.post(f"assignments/{pairing}/end").status == 403


def test_a_pairing_whose_supervisor_is_gone_is_shown_until_it_is_handed_on(town: Town):
    someone, other = town.ready(), town.bench.person("volunteer_coordinator", organisation=town.ngo)
    pairing = town.pairing(town.wish(), someone, supervised_by=str(other.id))["id"]
    town.bench.person("coordinator", organisation=town.ngo, person=other.id)
    assert attention(town) == {pairing: ["supervisor_gone"]}
    assert "attention" not in town.mine(someone, "assignments")[0]
    path = f"/volunteers/api/v1/assignments/{pairing}/supervisor"
    handed_on = town.coordinator.api.put(path, {"supervised_by": str(town.coordinator.id)}, if_match="*")
    assert (handed_on.status, handed_on.json["attention"]) == (200, [])
    assert attention(town) == {}


def test_a_contact_familys_supervisor_who_came_to_work_with_the_family_is_to_be_replaced(town: Town):
    """The case was handed over to them, or they joined its team: nobody reads the journal any more."""
    other, wish = town.bench.person("volunteer_coordinator", organisation=town.ngo), town.wish()
    both = town.bench.person("volunteer_coordinator", "specialist", organisation=town.ngo)
    pairing = town.pairing(wish, town.ready(), supervised_by=str(both.id))["id"]
    helped = town.wish(kind="volunteer")
    town.pairing(helped, town.ready(kind="volunteer"), supervised_by=str(both.id))
    for one in (wish, helped):
        town.team_of(one, both)
    assert attention(town) == {pairing: ["supervisor_not_independent"]}
    path = f"/volunteers/api/v1/assignments/{pairing}/supervisor"
    assert town.coordinator.api.put(path, {"supervised_by": str(other.id)}, if_match="*").json["attention"] == []
    assert attention(town) == {}
