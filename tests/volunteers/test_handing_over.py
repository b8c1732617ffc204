"""What one volunteer coordinator supervises goes to another, as far as the other may supervise it."""

from typing import Any
from uuid import UUID

from shared import clock
from shared.contracts.identity import PERSON_DEACTIVATED
from shared.contracts.volunteers import ASSIGNMENT_HANDED_ON, PAIRINGS_HANDED_OVER
from shared.ids import uuid7
from tests.support.bench import Answer, Person
from tests.volunteers.test_supervision import colleague
from tests.volunteers.town import Town


def hand_over(town: Town, to: Person, by: Person | None = None, **more: Any) -> Answer:
    return town.post(f"people/{town.coordinator.id}/hand-over", {"to": str(to.id), **more}, by=by)


def pairings(town: Town, count: int) -> list[str]:
    return [str(town.pairing(town.wish(), town.ready())["id"]) for _ in range(count)]


def supervisors(town: Town, ids: list[str], by: Person | None = None) -> list[str]:
    return [town.get(f"assignments/{id}", by=by).json["supervised_by"] for id in ids]


def test_pairings_questions_and_orders_of_asking_go_and_one_word_is_told(town: Town) -> None:
    ids, after = pairings(town, 2), colleague(town)
    first, second, wish = town.ready(), town.ready(), town.wish()
    question = town.proposal(wish, first, then=[second.id])
    counted = town.get(f"people/{town.coordinator.id}/work").json
    assert counted["counts"] == {"pairings": 2, "proposals": 1, "chains": 1, "own_pairings": 0, "own_proposals": 0}
    assert [one["id"] for one in counted["pairings"]] == ids
    assert counted["queue"] == {"waiting": 1, "others": 1}

    answer = hand_over(town, after)

    assert answer.status == 200, answer.text
    assert (answer.json["pairings"], answer.json["proposals"], answer.json["left"]) == (ids, [question], [])
    assert supervisors(town, ids) == [str(after.id)] * 2
    first.post(f"proposals/{question}/decline")
    town.bench.tick(clock.now())
    (asked,) = town.mine(second, "proposals")
    assert town.get(f"people/{after.id}/work").json["counts"]["proposals"] == 1, "the next is asked in their name"
    second.post(f"proposals/{asked['id']}/accept")
    assert town.get(f"people/{after.id}/work").json["counts"]["pairings"] == 3
    assert [one["gathered"] for one in town.bench.published(ASSIGNMENT_HANDED_ON)] == [True, True]
    (word,) = town.bench.published(PAIRINGS_HANDED_OVER)
    assert (word["person"], word["to"]) == (town.coordinator.id, after.id)
    assert (word["pairings"], word["proposals"], word["chains"]) == (2, 1, 1)


def test_what_the_other_must_not_supervise_stays_and_is_named_or_refused(town: Town) -> None:
    after, wish = colleague(town, "specialist"), town.wish()
    ids = [*pairings(town, 1), str(town.pairing(wish, town.ready())["id"])]
    town.team_of(wish, after)
    before = town.bench.counts()

    refused = hand_over(town, after, assignments=[*ids, ids[0], str(uuid7())])
    assert (refused.status, refused.json["errors"]) == (
        422,
        {
            "assignments.1": ["not_independent"],
            "assignments.2": ["duplicate"],
            "assignments.3": ["not_found"],
        },
    )
    assert town.bench.counts() == before

    answer = hand_over(town, after)
    assert answer.json["pairings"] == ids[:1]
    assert answer.json["left"] == [{"kind": "pairing", "id": ids[1], "rule": "not_independent"}]
    assert supervisors(town, ids) == [str(after.id), str(town.coordinator.id)]


def test_one_pairing_alone_is_told_as_it_always_is(town: Town) -> None:
    ids, after = pairings(town, 2), colleague(town)
    assert hand_over(town, after, assignments=ids[:1]).json["pairings"] == ids[:1]
    (told,) = town.bench.published(ASSIGNMENT_HANDED_ON)
    assert "gathered" not in told
    assert town.bench.published(PAIRINGS_HANDED_OVER) == []


def test_only_volunteer_coordinators_there_hand_over_and_only_to_one_of_them(town: Town) -> None:
    pairings(town, 1)
    after = colleague(town)
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    chief = town.bench.person("organisation_administrator", organisation=town.ngo)
    by = [hand_over(town, after, by=who).status for who in (stranger, town.worker, chief)]
    assert by == [404, 404, 403]
    gone = town.bench.person("volunteer_coordinator", organisation=town.ngo, active=False)
    wrong = {
        who.id: hand_over(town, who).json["errors"]["to"] for who in (stranger, gone, town.worker, town.coordinator)
    }
    assert list(wrong.values()) == [["not_found"], ["not_found"], ["wrong_role"], ["same_person"]]
    shown = town.get(f"people/{town.coordinator.id}/work", by=chief).json
    assert (shown["counts"]["pairings"], shown["pairings"]) == (1, []), "how much, and nothing of whom"


def test_a_deactivated_coordinators_pairings_go_to_the_successor_once_and_the_rest_waits(town: Town) -> None:
    after, wish = colleague(town, "specialist"), town.wish()
    ids = [*pairings(town, 2), str(town.pairing(wish, town.ready())["id"])]
    town.team_of(wish, after)
    leaves(town, town.coordinator, after.id)

    assert supervisors(town, ids, by=after) == [str(after.id)] * 2 + [str(town.coordinator.id)]
    assert town.get(f"assignments/{ids[2]}", by=after).json["attention"] == ["supervisor_gone"]
    other = colleague(town)
    assert town.post(f"people/{after.id}/hand-over", {"to": str(other.id)}, by=after).status == 200
    leaves(town, town.coordinator, after.id, snapshot=True)
    assert supervisors(town, ids[:2], by=after) == [str(other.id)] * 2


def leaves(town: Town, who: Person, successor: UUID, snapshot: bool = False) -> None:
    state = {
        "person": who.id,
        "organisation": town.ngo,
        "roles": list(who.roles),
        "language": "ru",
        "time_zone": "Europe/Moscow",
        "active": False,
        "rights_since": clock.system(),
        "names": {"last_name": "Соколова", "first_name": "Вера", "middle_name": None},
        "email": "someone@example.org",
        "phone": None,
        "successor": successor,
    }
    town.bench.receive(PERSON_DEACTIVATED, who.id, state, snapshot=snapshot)


def test_a_successor_who_is_no_coordinator_holds_nothing_up(town: Town) -> None:
    ids, after = pairings(town, 1), colleague(town)
    leaves(town, town.coordinator, town.worker.id)
    assert supervisors(town, ids, by=after) == [str(town.coordinator.id)]
    assert town.bench.published(PAIRINGS_HANDED_OVER) == []
    assert town.get(f"people/{town.coordinator.id}/work", by=after).json["active"] is False
