"""What both sides say of a pairing: who may, when, and that it moves what a reason is worth and nothing else."""

from datetime import timedelta
from threading import Thread
from typing import Any

from shared import clock
from tests.support.bench import Answer, Person
from tests.volunteers.town import API, Registered, Town, Wish

GOOD = {"could_arrange": "yes", "understood": "yes", "again": "yes"}
BAD = {"could_arrange": "no", "understood": "no", "again": "no"}


def say(wish: Wish, by: Person, answers: Any = GOOD, **options: Any) -> Answer:
    return by.api.put(f"{API}/requests/{wish.id}/feedback", {"answers": answers}, **options)


def introduced(town: Town, someone: Registered) -> Wish:
    wish = town.wish()
    town.introduced(wish, town.pairing(wish, someone))
    return wish


def test_both_sides_say_how_it_was_and_read_only_their_own(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    path = f"{API}/requests/{wish.id}/feedback"
    empty = town.worker.api.get(path, headers={"Accept-Language": "ru"}).json
    assert (empty["side"], empty["answers"], empty["closed"]) == ("worker", None, None)
    assert [question["text"][-1] for question in empty["questions"]] == ["?"] * 3
    assert say(wish, town.worker, GOOD).status == 200
    assert say(wish, someone.person, BAD).json["answers"] == BAD
    assert town.worker.api.get(path).json["answers"] == GOOD
    assert someone.person.api.get(path).json["side"] == "volunteer"
    assert town.coordinator.api.get(path).status == 403
    outsider = town.bench.person("case_worker", organisation=town.ngo)
    assert outsider.api.get(path).status == 404
    assert say(wish, town.coordinator).status == 403


def test_what_was_said_can_be_said_anew_with_the_version_that_was_read(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    tag = say(wish, someone.person).headers["ETag"]
    assert say(wish, someone.person, BAD).status == 428
    assert say(wish, someone.person, BAD, if_match=tag).json["answers"] == BAD
    assert say(wish, someone.person, GOOD, if_match=tag).status == 412


def test_two_first_words_of_one_side_at_once_are_one(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    second = town.bench.signed_in(someone.person.id, town.ngo, "contact_family")
    answers: list[Answer] = []
    threads = [
        Thread(target=lambda who=who, said=said: answers.append(say(wish, who, said)))
        for who, said in ((someone.person, GOOD), (second, BAD))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status for answer in answers if answer.status not in (200, 428)] == []
    assert town.bench.counts()["feedback"] == 1


def test_nothing_is_said_before_the_introduction_or_long_after_the_end(town: Town):
    someone, wish = town.ready(), town.wish()
    pairing = town.pairing(wish, someone)
    early = say(wish, someone.person)
    assert (early.status, early.json["state"]) == (409, "started")
    town.introduced(wish, pairing)
    town.ended_by_family(wish, pairing)
    assert say(wish, town.worker).status == 200
    with clock.at(clock.now() + timedelta(days=91)):
        late = say(wish, someone.person)
    assert (late.status, late.json["state"]) == (409, "ended")
    assert town.worker.api.get(f"{API}/requests/{town.wish().id}/feedback").status == 404


REFUSED: list[tuple[Any, dict[str, list[str]]]] = [
    ({}, {f"answers.{question}": ["required"] for question in GOOD}),
    (GOOD | {"again": "maybe"}, {"answers.again": ["unknown_code"]}),
    (GOOD | {"note": "Плохая семья"}, {"answers.note": ["unknown_field"]}),
    (None, {"answers": ["required"]}),
    ("yes", {"answers": ["type"]}),
]


def test_only_the_stated_questions_are_answered_and_no_words_are_taken(town: Town):
    someone = town.ready()
    wish = introduced(town, someone)
    before = town.bench.counts()
    for answers, errors in REFUSED:
        answer = say(wish, someone.person, answers)
        assert (answer.status, answer.json["errors"]) == (422, errors), answers
    assert town.bench.counts() == before


def test_enough_feedback_moves_what_a_reason_is_worth_for_everybody_until_it_is_switched_off(town: Town):
    """Pairings with experience in common went well, those without did not."""
    alike, other = town.ready(capacity=20), town.ready(capacity=20, experience=[])
    settings = {"settings": [{"code": "feedback_least_pairings", "value": 5}]}
    assert town.coordinator.api.put(f"{API}/settings", settings, if_match="*").status == 200
    for someone, answers in ((alike, GOOD), (other, BAD)):
        for _ in range(5):
            assert say(introduced(town, someone), someone.person, answers).status == 200
    assert _weight(town, "experience") == (25, 31, 5, 0.75)
    assert _weight(town, "skill")[:2] == (20, 20)
    wish = town.wish()
    assert _points(town, wish, alike) == 31
    newcomer = town.ready()
    assert _points(town, wish, newcomer) == 31
    off = {"settings": [{"code": "feedback_counts", "value": 0}]}
    assert town.coordinator.api.put(f"{API}/settings", off, if_match="*").status == 200
    assert _weight(town, "experience")[:2] == (25, 25)
    assert _points(town, wish, alike) == 25


def _weight(town: Town, reason: str) -> tuple[Any, ...]:
    weights = {one["reason"]: one for one in town.coordinator.api.get(f"{API}/settings").json["weights"]}
    return tuple(weights[reason][name] for name in ("before", "after", "pairings", "good"))


def _points(town: Town, wish: Wish, someone: Registered) -> int:
    items = town.get(f"requests/{wish.id}/candidates").json["items"]
    (reasons,) = [item["reasons"] for item in items if item["volunteer"]["id"] == someone.id]
    return {reason["code"]: reason["points"] for reason in reasons}["experience"]
