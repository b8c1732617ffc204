"""Any order of questions, answers and ends, against a small model: the first yes wins, nobody gets too many."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shared import clock
from tests.fuzz.lengths import WALKS
from tests.support.bench import Answer, Bench
from tests.volunteers.town import Town

PLACES = (1, 2)
"""Of each volunteer."""

WISHES = 3
LOOKED_FOR = ("open", "proposed")
volunteers = st.integers(0, len(PLACES) - 1)
wishes = st.integers(0, WISHES - 1)


def walk_of(town: Town) -> type[RuleBasedStateMachine]:
    """Walks in this town, each with volunteers and requests of its own."""

    class Walk(RuleBasedStateMachine):
        """`asked`: (volunteer, request) → id and status of the last question; `paired`: request → volunteer, id."""

        @initialize()
        def begin(self) -> None:
            self.now = clock.now()
            self.people = [town.ready(capacity=places) for places in PLACES]
            self.wishes = [town.wish() for _ in range(WISHES)]
            self.status = ["open"] * WISHES
            self.asked: dict[tuple[int, int], dict[str, Any]] = {}
            self.paired: dict[int, tuple[int, str]] = {}
            self.said_no: set[tuple[int, int]] = set()

        def _taken(self, someone: int) -> int:
            return sum(who == someone for who, _ in self.paired.values())

        def _stands(self, someone: int, wish: int) -> bool:
            return self.asked.get((someone, wish), {}).get("status") == "made"

        @rule(someone=volunteers, wish=wishes)
        def ask(self, someone: int, wish: int) -> None:
            possible = self.status[wish] in LOOKED_FOR and not self._stands(someone, wish)
            free = self._taken(someone) < PLACES[someone] and (someone, wish) not in self.said_no
            with clock.at(self.now):
                answer = town.propose(self.wishes[wish], self.people[someone])
            assert answer.status == (201 if possible and free else 422 if possible else 409), answer.text
            if answer.status == 201:
                ends = self.now + timedelta(days=3)
                self.asked[someone, wish] = {"id": answer.json["id"], "status": "made", "ends": ends}
                self.status[wish] = "proposed"

        @rule(someone=volunteers, wish=wishes)
        def yes(self, someone: int, wish: int) -> None:
            possible = self._stands(someone, wish) and self._taken(someone) < PLACES[someone]
            if self._answered(someone, wish, "accept", possible):
                for other in range(len(PLACES)):
                    if self._stands(other, wish):
                        self.asked[other, wish]["status"] = "accepted" if other == someone else "withdrawn"
                self.status[wish] = "matched"
                found = town.mine(self.people[someone], "assignments")
                id = next(item["id"] for item in found if item["request"] == str(self.wishes[wish].id))
                self.paired[wish] = (someone, id)

        @rule(someone=volunteers, wish=wishes)
        def no(self, someone: int, wish: int) -> None:
            if self._answered(someone, wish, "decline", self._stands(someone, wish)):
                self.asked[someone, wish]["status"] = "declined"
                self.said_no.add((someone, wish))
                self._reopen(wish)

        @rule(someone=volunteers, wish=wishes)
        def the_coordinator_takes_it_back(self, someone: int, wish: int) -> None:
            if self._answered(someone, wish, "withdraw", self._stands(someone, wish), town.post):
                self.asked[someone, wish]["status"] = "withdrawn"
                self._reopen(wish)

        @rule(hours=st.integers(1, 80))
        def time_passes(self, hours: int) -> None:
            self.now += timedelta(hours=hours)
            town.bench.tick(self.now)
            for (_, wish), question in self.asked.items():
                if question["status"] == "made" and question["ends"] <= self.now:
                    question["status"] = "expired"
                    self._reopen(wish)

        @rule(wish=wishes)
        def the_volunteer_ends_it(self, wish: int) -> None:
            if wish in self.paired:
                someone, id = self.paired.pop(wish)
                with clock.at(self.now):
                    assert self.people[someone].post(f"assignments/{id}/end").status == 200
                    assert self.people[someone].post(f"assignments/{id}/end").status == 409
                self.status[wish] = "ended"

        @rule(wish=wishes)
        def the_family_takes_its_wish_back(self, wish: int) -> None:
            if self.status[wish] in LOOKED_FOR:
                town.withdrawn(self.wishes[wish])
                self.status[wish] = "withdrawn"
                for (_, of), question in self.asked.items():
                    if of == wish and question["status"] == "made":
                        question["status"] = "withdrawn"

        @invariant()
        def all_is_where_the_model_is(self) -> None:
            if hasattr(self, "wishes"):
                with clock.at(self.now):
                    assert [town.status_of(wish) for wish in self.wishes] == self.status
                    for question in self.asked.values():
                        assert town.get(f"proposals/{question['id']}").json["status"] == question["status"]
                assert all(self._taken(one) <= places for one, places in enumerate(PLACES))

        def _reopen(self, wish: int) -> None:
            if self.status[wish] == "proposed" and not any(self._stands(one, wish) for one in range(len(PLACES))):
                self.status[wish] = "open"

        def _answered(
            self, someone: int, wish: int, action: str, expected: bool, post: Callable[[str], Answer] | None = None
        ) -> bool:
            """By the volunteer, if nobody else is said. Refused, it must change nothing."""
            if (someone, wish) not in self.asked:
                return False
            before = town.bench.counts()
            with clock.at(self.now):
                answer = (post or self.people[someone].post)(f"proposals/{self.asked[someone, wish]['id']}/{action}")
            assert answer.status == (200 if expected else 409), (action, answer.text)
            assert expected or town.bench.counts() == before
            return expected

    return Walk


def test_questions_and_pairings_follow_their_states_in_any_order(bench: Callable[..., Bench]) -> None:
    run_state_machine_as_test(walk_of(Town(bench("volunteers"))), settings=WALKS)
