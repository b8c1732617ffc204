"""Any order of commands on a referral, against a small model of its states, its receivers and its open question."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shared import clock
from tests.fuzz.lengths import WALKS
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Bench, Person

START = datetime(2028, 2, 26, 9, 30, tzinfo=UTC)
DECISIONS = {"accept": "accepted", "decline": "declined", "withdraw": "withdrawn", "duplicate": "duplicate"}
WAITING = ("submitted", "info_requested")


def walk_of(region: Region) -> type[RuleBasedStateMachine]:
    """Walks in this region, each with a referral of its own."""
    receivers: dict[UUID, Person] = {region.ngo: region.coordinator, region.other_ngo: region.other_coordinator}
    third = region.bench.organisation("ngo")
    receivers[third] = region.bench.person("coordinator", organisation=third)

    class Walk(RuleBasedStateMachine):
        """`asked`: a question that has no answer yet, be it in time or late."""

        @initialize()
        def submit(self) -> None:
            self.now, self.state, self.asked = START, "submitted", False
            self.receiver, self.had = region.ngo, {region.ngo}
            with clock.at(self.now):
                self.id = region.referral()["id"]

        @rule(action=st.sampled_from(("accept", "decline", "withdraw")))
        def decide(self, action: str) -> None:
            if self._allowed(region.act, action, self.state in WAITING):
                self.state, self.asked = DECISIONS[action], False

        @rule()
        def mark_as_duplicate(self) -> None:
            with clock.at(self.now):
                known = region.referral(to_organisation=str(self.receiver))["family"]["id"]
            if self._allowed(region.act, "duplicate", self.state in WAITING, {"of": known}):
                self.state, self.asked = "duplicate", False

        @rule()
        def ask(self) -> None:
            if self._allowed(region.act, "ask", self.state == "submitted"):
                self.state, self.asked = "info_requested", True

        @rule()
        def answer(self) -> None:
            if self._allowed(region.act, "answer", self.state in WAITING and self.asked):
                self.state, self.asked = "submitted", False

        @rule(to=st.sampled_from(sorted(receivers)))
        def pass_on(self, to: UUID) -> None:
            body = {"to_organisation": str(to), "consent_covers": True}
            if self._allowed(region.act, "pass-on", self.state in WAITING and to not in self.had, body):
                self.state, self.asked, self.receiver = "submitted", False, to
                self.had.add(to)

        @rule(hours=st.integers(1, 100))
        def time_passes(self, hours: int) -> None:
            self.now += timedelta(hours=hours)
            reply_by = self._seen()["reply_by"]
            region.bench.tick(self.now)
            if reply_by and datetime.fromisoformat(reply_by) <= self.now:
                self.state = "submitted"

        @invariant()
        def it_is_where_the_model_is(self) -> None:
            if hasattr(self, "id"):
                seen = self._seen()
                assert seen["status"] == self.state
                assert (seen["answer_by"] is not None) == (self.state == "submitted")
                assert (seen["reply_by"] is not None) == (self.state == "info_requested")

        def _allowed(self, act: Callable[..., Answer], action: str, expected: bool, body: Any = None) -> bool:
            """Do it as the one who may; refused, it must say the state and change nothing."""
            by = region.referrer if action in ("answer", "withdraw") else receivers[self.receiver]
            before = region.bench.counts()
            with clock.at(self.now):
                done = act(self.id, action, body, by=by)
            assert (done.status == 200) == expected, (action, self.state, done.text)
            if not expected:
                assert (done.status, done.json.get("state", self.state)) == (409, self.state), (action, done.text)
                assert region.bench.counts() == before
            return expected

        def _seen(self) -> Any:
            with clock.at(self.now):
                return region.referrer.api.get(f"{API}/referrals/{self.id}").json

    return Walk


def test_a_referral_follows_its_states_in_any_order_of_commands(bench: Callable[..., Bench]) -> None:
    run_state_machine_as_test(walk_of(Region(bench("referrals"))), settings=WALKS)
