"""Nobody ever gets more families than they can take, however many say yes at once, by whatever way."""

from collections.abc import Callable
from uuid import UUID

import pytest
from psycopg.errors import CheckViolation
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from services.volunteers.model import Assignment
from shared import clock
from shared.ids import uuid7
from tests.volunteers.test_links import held
from tests.volunteers.test_races import at_once, yes
from tests.volunteers.town import Registered, Town

PLACES, ASKED = 2, 6


def by_link(town: Town, proposal: str) -> Callable[[], int]:
    holder = held(town, proposal)
    return lambda: holder.press(do="accept").status_code


def signed_in(someone: Registered, proposal: str) -> Callable[[], int]:
    answer = yes(someone, proposal)
    return lambda: int(answer().status)


@pytest.mark.parametrize("_", range(2))
def test_of_many_yeses_at_once_by_link_and_signed_in_as_many_count_as_there_are_places(town: Town, _: int):
    someone, wishes = town.ready(capacity=PLACES), [town.wish() for _ in range(ASKED)]
    proposals = [town.proposal(wish, someone) for wish in wishes]
    ways = [by_link(town, id) if at % 2 else signed_in(someone, id) for at, id in enumerate(proposals)]
    answers = at_once(*ways)
    assert sum(answer in (200, 303) for answer in answers) == PLACES
    assert answers.count(409) == ASKED - PLACES
    assert len(town.mine(someone, "assignments")) == PLACES


def test_one_question_that_is_answered_by_link_and_signed_in_at_once_is_answered_once(town: Town):
    someone = town.ready(capacity=1)
    proposal = town.proposal(town.wish(), someone)
    answers = at_once(by_link(town, proposal), signed_in(someone, proposal), by_link(town, proposal))
    assert sorted(answer in (200, 303) for answer in answers) == [False, False, True]
    assert set(answers) <= {200, 303, 404, 409}, "who comes late finds it answered, or gone"
    assert len(town.mine(someone, "assignments")) == 1


def test_the_database_itself_refuses_what_a_program_forgot_to_ask(town: Town):
    """Connections that lock nothing and look at nothing: only the database stands between them."""
    someone = town.ready(capacity=PLACES)
    proposals = [town.proposal(town.wish(), someone) for _ in range(ASKED)]
    requests = [town.get(f"proposals/{id}").json["request"] for id in proposals]
    pairs = zip(proposals, requests, strict=True)
    answers = at_once(*(start_without_asking(town, someone, proposal, request) for proposal, request in pairs))
    assert answers.count("started") == PLACES
    assert answers.count("assignments_within_capacity") == ASKED - PLACES


def start_without_asking(town: Town, someone: Registered, proposal: str, request: str) -> Callable[[], str]:
    row = Assignment(
        id=uuid7(),
        request_id=UUID(request),
        proposal_id=UUID(proposal),
        volunteer_id=UUID(someone.id),
        status="started",
        supervised_by=town.coordinator.id,
        started_at=clock.now(),
    )

    def start() -> str:
        try:
            with town.bench.session() as session:
                session.add(row)
        except IntegrityError as problem:
            refused = problem.orig
            return str(refused.diag.constraint_name) if isinstance(refused, CheckViolation) else repr(refused)
        return "started"

    return start


def test_an_ended_pairing_begins_again_only_where_there_is_a_place(town: Town):
    someone = town.ready(capacity=1)
    ended = town.pairing(town.wish(), someone)
    someone.post(f"assignments/{ended['id']}/end")
    again = text("update assignments set status = 'started' where id = :id")
    town.pairing(town.wish(), someone)
    with pytest.raises(IntegrityError), town.bench.session() as session:
        session.execute(again, {"id": ended["id"]})


def test_who_wishes_for_fewer_families_keeps_those_they_have(town: Town):
    someone = town.ready(capacity=2)
    kept = [town.pairing(town.wish(), someone)["id"] for _ in range(2)]
    assert town.change(someone.id, {"capacity": 1}, someone.person).status == 200
    assert someone.post(f"assignments/{kept[0]}/end").status == 200
    wish = town.wish()
    assert town.rule_against(wish, someone) == "no_capacity"
