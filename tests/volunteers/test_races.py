"""Things that happen at the same moment, on real threads and real transactions: exactly one of them wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from services.volunteers import commands
from services.volunteers.model import Request
from shared.caller import Caller
from shared.contracts.volunteers import ASSIGNMENT_ENDED, ASSIGNMENT_STARTED, PROPOSAL_WITHDRAWN
from shared.ids import uuid7
from tests.support.bench import Answer
from tests.volunteers.town import PROFILE, VETTED, Registered, Town, Wish

ROUNDS = range(4)


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Start all of them at the same moment, each on its own thread, and return what they returned."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        barrier.wait(timeout=10)
        return action()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, action) for action in actions]]


def yes(someone: Registered, proposal: str) -> Callable[[], Answer]:
    return lambda: someone.post(f"proposals/{proposal}/accept")


def statuses(answers: list[Answer]) -> list[int]:
    return sorted(answer.status for answer in answers)


@pytest.mark.parametrize("_", ROUNDS)
def test_of_volunteers_who_accept_one_request_at_once_one_gets_it(town: Town, _: int):
    volunteers, wish = [town.ready() for _ in range(4)], town.wish()
    proposals = [town.proposal(wish, someone) for someone in volunteers]
    answers = at_once(*(yes(one, proposal) for one, proposal in zip(volunteers, proposals, strict=True)))
    assert statuses(answers) == [200, 409, 409, 409]
    assert {answer.json["state"] for answer in answers if answer.status == 409} == {"withdrawn"}
    assert len(town.bench.published(ASSIGNMENT_STARTED)) == 1
    assert len(town.bench.published(PROPOSAL_WITHDRAWN)) == 3


@pytest.mark.parametrize("_", ROUNDS)
def test_a_question_that_is_taken_back_while_it_is_answered_ends_one_way(town: Town, _: int):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    answers = at_once(yes(someone, proposal), lambda: town.post(f"proposals/{proposal}/withdraw"))
    assert statuses(answers) == [200, 409]
    accepted = answers[0].status == 200
    assert town.status_of(wish) == ("matched" if accepted else "open")
    assert len(town.mine(someone, "assignments")) == accepted


@pytest.mark.parametrize("_", ROUNDS)
def test_who_has_one_place_and_accepts_several_requests_at_once_gets_one(town: Town, _: int):
    someone, wishes = town.ready(capacity=1), [town.wish() for _ in range(4)]
    proposals = [town.proposal(wish, someone) for wish in wishes]
    answers = at_once(*(yes(someone, proposal) for proposal in proposals))
    assert statuses(answers) == [200, 409, 409, 409]
    assert {answer.json["type"] for answer in answers if answer.status == 409} == {"urn:opora:problem:no_capacity"}
    assert len(town.mine(someone, "assignments")) == 1


def test_two_volunteers_who_accept_the_same_two_requests_crosswise_end_in_no_deadlock(town: Town):
    first, second = town.ready(capacity=1), town.ready(capacity=1)
    one, other = town.wish(), town.wish()
    asked = [(someone, town.proposal(wish, someone)) for wish in (one, other) for someone in (first, second)]
    answers = at_once(*(yes(someone, proposal) for someone, proposal in asked))
    assert set(statuses(answers)) <= {200, 409}
    for someone in (first, second):
        assert len(town.mine(someone, "assignments")) <= 1
    assert 1 <= len(town.bench.published(ASSIGNMENT_STARTED)) <= 2


@pytest.mark.parametrize("_", ROUNDS)
def test_a_yes_and_a_withdrawal_at_once_leave_no_pairing(town: Town, _: int):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    at_once(yes(someone, proposal), lambda: withdraw(town, wish))
    assert town.status_of(wish) == "withdrawn"
    started, ended = (len(town.bench.published(event)) for event in (ASSIGNMENT_STARTED, ASSIGNMENT_ENDED))
    assert started == ended
    assert {row["status"] for row in town.mine(someone, "assignments")} <= {"ended"}


@pytest.mark.parametrize("_", ROUNDS)
def test_a_yes_and_leaving_at_once_leave_no_pairing(town: Town, _: int):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    answers = at_once(yes(someone, proposal), lambda: town.change(someone.id, {"status": "left"}))
    assert answers[1].status == 200
    assert {row["status"] for row in town.mine(someone, "assignments")} <= {"ended"}
    assert town.get(f"proposals/{proposal}").json["status"] in ("withdrawn", "accepted")


def test_the_same_yes_and_no_at_once_is_one_answer(town: Town):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    answers = at_once(yes(someone, proposal), lambda: someone.post(f"proposals/{proposal}/decline"))
    assert statuses(answers) == [200, 409]


def test_the_same_person_asked_twice_at_once_is_asked_once(town: Town):
    someone, wish = town.ready(), town.wish()
    answers = at_once(*[lambda: town.propose(wish, someone)] * 3)
    assert statuses(answers) == [201, 409, 409]


def test_the_same_person_registered_twice_at_once_is_registered_once(town: Town):
    person = town.bench.person("contact_family", organisation=town.ngo)
    body = PROFILE | {"person": str(person.id), "vetting": VETTED}
    answers = at_once(*[lambda: town.post("volunteers", body)] * 3)
    assert statuses(answers) == [201, 422, 422]


def test_who_stops_in_the_middle_of_a_yes_changed_nothing(town: Town):
    someone, wish = town.ready(), town.wish()
    proposal = town.proposal(wish, someone)
    before = town.bench.counts()
    caller = Caller(someone.person.id, town.ngo, frozenset({"contact_family"}), uuid7())

    def stop_half_way() -> None:
        with town.bench.session() as session:
            row = session.get_one(commands.proposals.Proposal, proposal)
            commands.accept(session, caller, row)
            session.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop_half_way()
    assert town.bench.counts() == before
    assert town.status_of(wish) == "proposed"


def withdraw(town: Town, wish: Wish) -> None:
    with town.bench.session() as session:
        commands.withdraw(session, session.get_one(Request, wish.id), town.worker.id)
