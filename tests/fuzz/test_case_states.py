"""Any order of commands on a case, against a small model of its states: never backwards but by reopening."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.cases.region import OPENED_ON, Opened, Region, noon
from tests.fuzz.lengths import WALKS
from tests.support.bench import Answer, Bench

OPEN = ("opened", "agreed", "assessed", "planned", "supported")

ALLOWED: dict[str, tuple[str, ...]] = {
    "contact": OPEN,
    "note": OPEN,
    "service": OPEN,
    "agreement": ("opened",),
    "assessment": OPEN[1:],
    "plan": OPEN[2:],
    "support request": OPEN[1:],
    "review": ("planned", "supported"),
    "closure": OPEN,
    "self-sufficient closure": ("supported",),
    "follow-up": ("closed",),
}
MOVES = {
    ("service", "planned"): "supported",
    ("agreement", "opened"): "agreed",
    ("assessment", "agreed"): "assessed",
    ("plan", "assessed"): "planned",
}

Say = Callable[[Opened, date], Answer]


def _said(path: str, body: Callable[[Opened, str], Any]) -> Say:
    return lambda case, day: case.post(path, body(case, day.isoformat()), on=day)


def _closed(outcome: str) -> Say:
    more = {"outcome": outcome, "reason": "Переехали"}
    return _said("/closure", lambda case, day: case.closure(closed_on=day, **more))


SAY: dict[str, Say] = {
    "contact": _said("/contacts", lambda case, day: case.contact(at=f"{day}T08:00:00Z")),
    "note": _said("/notes", lambda case, day: {"text": "Запомнить."}),
    "service": _said("/services", lambda case, day: case.service(given_on=day)),
    "agreement": _said("/agreement", lambda case, day: case.agreement(signed_on=day)),
    "assessment": _said("/assessments", lambda case, day: case.assessment(done_on=day)),
    "plan": lambda case, day: case.call("PUT", "/plan", case.plan(), on=day, if_match="*"),
    "support request": _said("/support-requests", lambda case, day: case.request(family_agreed_on=day)),
    "review": _said("/reviews", lambda case, day: case.review(held_on=day)),
    "closure": _closed("moved"),
    "self-sufficient closure": _closed("self_sufficient"),
    "follow-up": _said("/follow-ups", lambda case, day: {"held_on": day, "holds": True}),
}


def walk_of(region: Region) -> type[RuleBasedStateMachine]:
    """Walks in this region, each with a case of its own; every command on a later day."""

    class Walk(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.case = region.open(family=region.bench.person_id())
            self.day, self.state, self.before = OPENED_ON, "opened", "opened"

        @rule(command=st.sampled_from(sorted(SAY)), later=st.integers(1, 40))
        def say(self, command: str, later: int) -> None:
            self.day += timedelta(days=later)
            if self._done(SAY[command], self.state in ALLOWED[command], command):
                if command.endswith("closure"):
                    self.before, self.state = self.state, "closed"
                else:
                    self.state = (
                        "followed_up" if command == "follow-up" else MOVES.get((command, self.state), self.state)
                    )

        @rule()
        def go_on(self) -> None:
            """The next step of the work, so that walks come far."""
            following = {"opened": "agreement", "agreed": "assessment", "assessed": "plan", "planned": "service"}
            if self.state in following:
                self.say(following[self.state], 1)

        @rule()
        def reopen(self) -> None:
            self.day += timedelta(days=1)
            say = _said("/reopen", lambda case, day: {"reason": "Снова трудно"})
            if self._done(say, self.state in ("closed", "followed_up"), "reopening"):
                self.state = self.before

        @rule()
        def the_timers_run(self) -> None:
            region.bench.tick(noon(self.day))

        @invariant()
        def it_is_where_the_model_is(self) -> None:
            if hasattr(self, "case"):
                assert self.case.json(on=self.day)["status"] == self.state

        def _done(self, say: Say, expected: bool, command: str) -> bool:
            """Refused, it must say the state and change nothing."""
            before = region.bench.counts()
            answer = say(self.case, self.day)
            assert (answer.status in (200, 201)) == expected, (command, self.state, answer.text)
            if not expected:
                assert (answer.status, answer.json["state"]) == (409, self.state), (command, answer.text)
                assert region.bench.counts() == before
            return expected

    return Walk


def test_a_case_follows_its_states_in_any_order_of_commands(bench: Callable[..., Bench]) -> None:
    run_state_machine_as_test(walk_of(Region.of(bench("cases"))), settings=WALKS)
