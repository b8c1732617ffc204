"""All open requests matched at once: kept, explained, and turned into proposals by the coordinator alone."""

from typing import Any

import pytest

from shared.contracts.volunteers import PROPOSAL_MADE
from tests.volunteers.town import Town, Wish


def run(town: Town) -> dict[str, Any]:
    answer = town.post("matching-runs", {})
    assert answer.status == 201, answer.text
    return dict(answer.json)


def line(found: dict[str, Any], wish: Wish) -> dict[str, Any]:
    return next(one for one in found["lines"] if one["request"] == str(wish.id))


def chosen(found: dict[str, Any]) -> list[str | None]:
    return [one["volunteer"] and one["volunteer"]["id"] for one in found["lines"]]


def test_a_run_gives_a_second_best_where_the_best_is_needed_and_says_so(town: Town):
    best, second = town.ready(capacity=1), town.ready(capacity=1, skills=[])
    both = town.wish()
    only_best = town.wish(languages=["en"])
    town.change(best.id, {"languages": ["ru", "en"]})
    found = run(town)
    assert chosen(found) == [second.id, best.id]
    first = line(found, both)
    assert (first["place"], first["changes"]) == (2, [])
    assert first["score"] == sum(one["points"] for one in first["reasons"])
    (passed,) = first["passed_over"]
    assert (passed["volunteer"]["id"], passed["score"] > first["score"]) == (best.id, True)
    assert passed["needed_for"] == [{"id": str(only_best.id), "reference": "482-109-379"}]
    assert (line(found, only_best)["place"], line(found, only_best)["passed_over"]) == (1, [])
    assert (found["matched"], found["points"]) == (2, sum(one["score"] for one in found["lines"]))
    assert found["seen"] == {"requests": 2, "left_for_later": 0, "volunteers": 2, "free_places": 2}


def test_a_run_asks_nobody_and_is_kept_as_it_was(town: Town):
    someone, wish = town.ready(), town.wish()
    found = run(town)
    assert (town.bench.published(PROPOSAL_MADE), town.status_of(wish)) == ([], "open")
    town.change(someone.id, {"status": "paused"})
    kept = town.get(f"matching-runs/{found['id']}").json
    assert kept == found
    (listed,) = town.get("matching-runs").json["items"]
    assert (listed["id"], listed["made_by"], "lines" in listed) == (found["id"], str(town.coordinator.id), False)
    assert [chosen(run(town))] == [[None]]


def test_the_same_data_give_the_same_run(town: Town):
    for _ in range(4):
        town.ready(capacity=1)
        town.wish()
    first, second = run(town), run(town)
    assert [first[name] for name in ("lines", "matched", "points", "seen")] == [
        second[name] for name in ("lines", "matched", "points", "seen")
    ]


def test_of_who_got_nobody_a_run_says_what_would_have_to_change(town: Town):
    used, full = town.ready(capacity=1), town.ready(capacity=1)
    town.pairing(town.wish(), full)
    town.applicant()
    town.ready(districts=["dalny"])
    awaited = town.ready(capacity=1)
    town.proposal(town.wish(), awaited)
    town.ready(employers=[str(town.guardianship)])
    town.ready(districts=["dalny"], languages=["en"])
    older, wish = town.wish(), town.wish()
    found = run(town)
    assert chosen(found) == [used.id, None], "who waits longer comes first"
    assert line(found, older)["place"] == 1
    changes = {one["change"]: (one["number"], one["text"]) for one in line(found, wish)["changes"]}
    assert changes == {
        "one_place_more": (2, "2: Могли бы принять на одну семью больше"),
        "no_to_another": (1, "1: Их уже спросили о другой семье, ждём ответа"),
        "readiness": (1, "1: Станет можно приглашать"),
        "distance": (1, "1: Смогли бы ездить в этот район"),
        "independence": (1, changes["independence"][1]),
    }
    other_kind = town.wish(kind="volunteer")
    (nothing,) = line(run(town), other_kind)["changes"]
    assert (nothing["change"], nothing["number"]) == ("nobody", 0)


def test_lines_become_proposals_each_by_all_rules_as_they_are_now(town: Town):
    people = [town.ready(capacity=1) for _ in range(4)]
    wishes = [town.wish() for _ in range(4)]
    found = run(town)
    path, by_id = f"matching-runs/{found['id']}/proposals", {one.id: one for one in people}
    first, second, _, fourth = (by_id[id] for id in chosen(found) if id)
    town.change(second.id, {"status": "paused"}, second.person)
    town.withdrawn(wishes[2])
    answer = town.post(path, {"requests": [str(wish.id) for wish in wishes]})
    assert answer.status == 200
    refused = [one["refused"] for one in answer.json["items"]]
    assert refused == [None, "not_ready", "not_open", None]
    assert answer.json["items"][1]["text"].startswith("Пока нельзя приглашать")
    assert [str(made["volunteer"]) for made in town.bench.published(PROPOSAL_MADE)] == [first.id, fourth.id]
    again = town.post(path, {"requests": [str(wishes[0].id)]}).json["items"]
    assert [one["refused"] for one in again] == ["already_asked"]
    kept = town.get(f"matching-runs/{found['id']}").json["lines"]
    assert [bool(one["proposal"]) for one in kept] == [True, False, False, True]


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, {"requests": ["required"]}),
        ({"requests": []}, {"requests": ["required"]}),
        ({"requests": ["Вера"]}, {"requests.0": ["type"]}),
        ({"requests": ["{wish}", "{wish}"]}, {"requests.1": ["twice"]}),
        ({"requests": ["{alone}"]}, {"requests.0": ["no_volunteer"]}),
        ({"requests": ["00000000-0000-0000-0000-000000000000"]}, {"requests.0": ["not_found"]}),
    ],
)
def test_lines_that_cannot_be_meant_are_refused_and_leave_nothing(
    town: Town, body: dict[str, Any], errors: dict[str, list[str]]
):
    town.ready(capacity=1)
    wish, alone = town.wish(), town.wish(kind="volunteer")
    found, before = run(town), town.bench.counts()
    ids = {"{wish}": str(wish.id), "{alone}": str(alone.id)}
    sent = {name: [ids.get(one, one) for one in value] for name, value in body.items()}
    answer = town.post(f"matching-runs/{found['id']}/proposals", sent)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before


def test_runs_are_their_organisations_own(town: Town):
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    someone, wish = town.ready(), town.wish()
    path = f"matching-runs/{run(town)['id']}"
    assert [town.get(path, by).status for by in (stranger, someone.person, town.worker)] == [404, 404, 404]
    lines = {"requests": [str(wish.id)]}
    assert town.post(f"{path}/proposals", lines, stranger).status == 404
    assert town.get("matching-runs", stranger).json["items"] == []
    empty = town.post("matching-runs", {}, stranger).json
    assert (empty["lines"], empty["matched"], empty["points"]) == ([], 0, 0)
    assert town.post("matching-runs", {}, someone.person).status == 403
