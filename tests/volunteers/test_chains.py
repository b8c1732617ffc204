"""Asking one after the other: a no or silence is followed by the next who still fits, a yes by nobody."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from shared import clock
from shared.contracts.volunteers import CHAIN_EXHAUSTED, PROPOSAL_MADE
from tests.volunteers.town import API, Registered, Town, Wish

DAYS = timedelta(days=1)


def in_order(town: Town, wish: Wish, first: Registered, *then: Registered) -> str:
    return town.proposal(wish, first, then=[one.id for one in then])


def tick(town: Town) -> None:
    town.bench.tick(clock.now())


def chain(town: Town, wish: Wish) -> dict[str, Any]:
    (found,) = town.get(f"requests/{wish.id}").json["chains"]
    return dict(found)


def steps(town: Town, wish: Wish) -> list[tuple[str, str | None]]:
    return [(step["status"], step["reason"]) for step in chain(town, wish)["steps"]]


def question(town: Town, someone: Registered) -> str:
    """The proposal that waits for this volunteer's answer."""
    (found,) = [one["id"] for one in town.mine(someone, "proposals") if one["status"] == "made"]
    return str(found)


def asked(town: Town) -> list[str]:
    return [str(made["volunteer"]) for made in town.bench.published(PROPOSAL_MADE)]


def test_a_no_and_silence_are_each_followed_by_the_next(town: Town):
    first, second, third, wish = town.ready(), town.ready(), town.ready(), town.wish()
    id = in_order(town, wish, first, second, third)
    assert chain(town, wish)["next"]["id"] == second.id
    tick(town)
    assert asked(town) == [first.id], "while one is asked the next is not"
    town.answer(first, id, "decline")
    tick(town)
    assert asked(town) == [first.id, second.id]
    assert chain(town, wish)["next"]["id"] == third.id
    town.bench.tick(clock.now() + 3 * DAYS + timedelta(seconds=1))
    assert asked(town) == [first.id, second.id, third.id]
    assert [one["status"] for one in town.get(f"requests/{wish.id}").json["asked"]] == ["declined", "expired", "made"]
    assert (chain(town, wish)["next"], town.status_of(wish)) == (None, "proposed")


def test_who_is_next_has_their_turn_when_a_question_is_taken_back(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    assert town.post(f"proposals/{in_order(town, wish, first, second)}/withdraw").status == 200
    tick(town)
    assert asked(town) == [first.id, second.id]


def test_a_yes_ends_the_order_and_nobody_else_is_asked(town: Town):
    first, second, third, wish = town.ready(), town.ready(), town.ready(), town.wish()
    town.answer(first, in_order(town, wish, first, second, third), "decline")
    tick(town)
    town.answer(second, question(town, second), "accept")
    tick(town)
    assert (asked(town), chain(town, wish)["status"]) == ([first.id, second.id], "found")
    assert town.bench.published(CHAIN_EXHAUSTED) == []


def test_who_does_not_fit_any_more_is_passed_over_with_the_reason(town: Town):
    first, wish = town.ready(), town.wish()
    paused, full, tied, already, left, last = (town.ready(capacity=1) for _ in range(6))
    id = in_order(town, wish, first, paused, full, tied, already, left, last)
    town.pairing(town.wish(), full)
    town.change(paused.id, {"status": "paused"}, paused.person)
    town.change(tied.id, {"employers": [str(town.guardianship)]})
    standing = town.proposal(wish, already)
    town.deactivated(left)
    town.answer(first, id, "decline")
    tick(town)
    skipped = ["not_ready", "no_capacity", "not_independent", "already_asked", "not_found"]
    assert steps(town, wish) == [("asked", None), *(("skipped", why) for why in skipped), ("asked", None)]
    assert chain(town, wish)["steps"][1]["text"].startswith("Пока нельзя приглашать")
    town.answer(already, standing, "accept")
    assert town.mine(last, "proposals")[0]["status"] == "withdrawn", "the first yes wins"


def test_when_nobody_is_left_the_coordinator_is_told_once(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    id = in_order(town, wish, first, second)
    town.change(second.id, {"status": "paused"})
    town.answer(first, id, "decline")
    for _ in range(2):
        tick(town)
    (told,) = town.bench.published(CHAIN_EXHAUSTED)
    assert (told["asked"], told["skipped"], told["supervised_by"]) == (1, 1, town.coordinator.id)
    assert (chain(town, wish)["status"], town.status_of(wish)) == ("nobody_left", "open")


def test_a_withdrawn_request_ends_the_order_in_silence(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    in_order(town, wish, first, second)
    town.withdrawn(wish)
    tick(town)
    assert (asked(town), chain(town, wish)["status"]) == ([first.id], "withdrawn")
    assert town.bench.published(CHAIN_EXHAUSTED) == []


def test_who_leaves_while_asked_is_followed_by_the_next(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    in_order(town, wish, first, second)
    town.deactivated(first)
    tick(town)
    assert asked(town) == [first.id, second.id]


def test_by_the_list_the_others_follow_by_their_rank(town: Town):
    plain, best, wish = town.ready(skills=[], experience=[]), town.ready(), town.wish()
    first = town.ready()
    town.ready(capacity=0)
    town.proposal(wish, first, by_list=True)
    assert [step["volunteer"]["id"] for step in chain(town, wish)["steps"]] == [first.id, best.id, plain.id]


def test_nobody_is_asked_in_the_name_of_a_coordinator_who_is_gone(town: Town):
    other = town.bench.person("volunteer_coordinator", organisation=town.ngo)
    first, second, wish = town.ready(), town.ready(), town.wish()
    id = town.proposal(wish, first, then=[second.id], supervised_by=str(other.id))
    town.deactivated(Registered("", other))
    town.answer(first, id, "decline")
    tick(town)
    assert (asked(town), chain(town, wish)["status"]) == ([first.id], "supervisor_gone")
    assert len(town.bench.published(CHAIN_EXHAUSTED)) == 1


def test_an_order_can_be_stopped_by_coordinators_of_the_organisation_alone(town: Town):
    stranger = town.bench.person("volunteer_coordinator", organisation=town.other_ngo)
    first, second, wish = town.ready(), town.ready(), town.wish()
    id = in_order(town, wish, first, second)
    path = f"chains/{chain(town, wish)['id']}/stop"
    assert [town.post(path, {}, by).status for by in (stranger, first.person, None, None)] == [404, 404, 200, 409]
    town.answer(first, id, "decline")
    tick(town)
    assert (asked(town), chain(town, wish)["status"]) == ([first.id], "stopped")


@pytest.mark.parametrize("kind", ["twice", "first", "unknown", "elsewhere", "both", "many", "nothing"])
def test_an_order_that_makes_no_sense_is_refused_and_leaves_nothing(town: Town, kind: str):
    first, second, wish = town.ready(), town.ready(), town.wish()
    stranger = str(uuid4())
    orders: dict[str, tuple[dict[str, Any], dict[str, list[str]]]] = {
        "twice": ({"then": [second.id, second.id]}, {"then.1": ["twice"]}),
        "first": ({"then": [first.id]}, {"then.0": ["twice"]}),
        "unknown": ({"then": [stranger]}, {"then.0": ["not_found"]}),
        "elsewhere": ({"then": [str(UUID(int=0))]}, {"then.0": ["not_found"]}),
        "both": ({"then": [second.id], "by_list": True}, {"by_list": ["conflicting"]}),
        "many": ({"then": [str(uuid4()) for _ in range(21)]}, {"then": ["too_many"]}),
        "nothing": ({"then": "Вера"}, {"then": ["type"]}),
    }
    order, errors = orders[kind]
    before = town.bench.counts()
    answer = town.propose(wish, first, **order)
    assert (answer.status, answer.json["errors"]) == (422, errors)
    assert town.bench.counts() == before


def test_an_organisation_says_how_long_a_question_stands(town: Town):
    first, second, wish = town.ready(), town.ready(), town.wish()
    before = town.get("proposals/" + town.proposal(wish, first)).json
    changed = town.coordinator.api.put(
        f"{API}/settings", {"settings": [{"code": "answer_days", "value": 7}]}, if_match="*"
    )
    assert changed.status == 200, changed.text
    asked = town.propose(wish, second).json
    assert [days_of(one) for one in (before, asked)] == [3, 7]
    assert town.get(f"proposals/{before['id']}").json["expires_at"] == before["expires_at"]


def days_of(shown: dict[str, Any]) -> int:
    return (datetime.fromisoformat(shown["expires_at"]) - datetime.fromisoformat(shown["made_at"])).days
