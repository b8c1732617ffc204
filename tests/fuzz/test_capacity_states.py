"""Any order of pauses, of their ends and of days, against a small model: identity takes what may be said, and what
referrals has heard of it decides who sees room, who may send, and who is refused with the day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from shared import clock
from shared.contracts.identity import ORGANISATION_CHANGED
from tests.fuzz.lengths import WALKS
from tests.identity.home import BASE, Home
from tests.referrals.family import API, Region
from tests.support.bench import Answer, Api, Bench

ZONE = "Asia/Vladivostok"
"""Seven hours ahead of who sends."""

START = datetime(2028, 2, 26, 9, 30, tzinfo=UTC)
PAUSES = st.one_of(st.integers(-2, 12), st.integers(363, 368))
"""Days from today: the longest that may be is until the same day of the next year."""


def may_be(until: date, today: date) -> bool:
    return today <= until and (until.year - today.year, until.month, until.day) <= (1, today.month, today.day)


def walk_of(home: Home, region: Region) -> type[RuleBasedStateMachine]:
    """Walks with a receiver of their own, which both services know."""
    administrator = home.person("administrator").api

    class Walk(RuleBasedStateMachine):
        """`said`: what identity was told of the pause and of taking any at all; `heard`: what referrals knows of it."""

        @initialize()
        def begin(self) -> None:
            self.now = START
            self.id = home.organisation(time_zone=ZONE)
            self.said: tuple[date | None, bool] = (None, True)
            self.heard = self.said
            region.bench.organisation("ngo", organisation=self.id, time_zone=ZONE)
            self.office = home.person("coordinator", organisation=self.id).api
            self.own = region.bench.person("coordinator", organisation=self.id)

        @rule(days=PAUSES)
        def pause(self, days: int) -> None:
            until = self._today() + timedelta(days=days)
            if self._change(self.office, {"no_referrals_until": until.isoformat()}, self._may_say(until)):
                self.said = (until, self.said[1])

        @rule()
        def end_the_pause(self) -> None:
            self._change(self.office, {"no_referrals_until": None})
            self.said = (None, self.said[1])

        @rule(takes=st.booleans())
        def the_administrator_says_whether_it_takes_any(self, takes: bool) -> None:
            self._change(administrator, {"accepts_referrals": takes})
            self.said = (self.said[0], takes)

        @rule()
        def referrals_hears_of_it(self) -> None:
            if self.heard != self.said:
                told = home.bench.published(ORGANISATION_CHANGED)[-1]
                region.bench.receive(ORGANISATION_CHANGED, self.id, told, at=told.pop("at"), by=told.pop("by"))
                self.heard = self.said

        @rule(hours=st.integers(1, 90))
        def time_passes(self, hours: int) -> None:
            self.now += timedelta(hours=hours)

        @rule(urgency=st.sampled_from(("immediate", "urgent")), despite=st.booleans())
        def somebody_sends(self, urgency: str, despite: bool) -> None:
            danger = urgency == "immediate"
            more = {"urgency": urgency} | ({"despite_no_capacity": True} if despite else {})
            expected = 422 if despite and not danger else 201 if self._has_room(despite) else 409
            answer = self._done(lambda: region.submit(to_organisation=str(self.id), **more), expected)
            if expected == 201:
                assert ("despite_no_capacity" in answer.json["history"][0]) == bool(self._pause())
            elif expected == 409 and self.heard[1]:
                assert (answer.json["state"], answer.json["until"]) == ("takes_no_more", self._pause())

        @rule()
        def somebody_passes_on(self) -> None:
            with clock.at(self.now):
                id = region.referral()["id"]
            body = {"to_organisation": str(self.id), "consent_covers": True}
            answer = self._done(lambda: region.act(id, "pass-on", body), 200 if self._has_room() else 409)
            assert answer.json.get("until") == (self._pause() if self.heard[1] else None)

        @rule()
        def its_own_coordinator_writes_down_what_a_family_asked(self) -> None:
            more = {"to_organisation": str(self.id), "channel": "family", "by": self.own}
            self._done(lambda: region.submit(**more), 201 if self.heard[1] else 409)

        @invariant()
        def who_asks_sees_what_the_model_says(self) -> None:
            if hasattr(self, "id"):
                with clock.at(self.now):
                    items = region.referrer.api.get(f"{API}/receivers?limit=200").json["items"]
                    kept = self.office.get(f"{BASE}/organisations/{self.id}").json
                shown = {item["id"]: item["takes_no_more_until"] for item in items}
                assert shown.get(str(self.id), "none") == (self._pause() if self.heard[1] else "none")
                assert (kept["no_referrals_until"], kept["accepts_referrals"]) == (_text(self.said[0]), self.said[1])

        def _today(self) -> date:
            return self.now.astimezone(ZoneInfo(ZONE)).date()

        def _may_say(self, until: date) -> bool:
            """What stands already may be said again, even when its day is over."""
            return until == self.said[0] or may_be(until, self._today())

        def _pause(self) -> str | None:
            """The day, while it is ahead where the receiver is."""
            until = self.heard[0]
            return _text(until) if until and self._today() < until else None

        def _has_room(self, despite: bool = False) -> bool:
            return self.heard[1] and (despite or not self._pause())

        def _change(self, by: Api, changes: dict[str, Any], expected: bool = True) -> bool:
            before = home.bench.counts()
            with clock.at(self.now):
                answer = by.patch(f"{BASE}/organisations/{self.id}", changes, if_match="*")
            assert answer.status == (200 if expected else 422), (changes, self.now, answer.text)
            assert expected or home.bench.counts() == before
            return expected

        def _done(self, do: Callable[[], Answer], expected: int) -> Answer:
            """Refused, it must change nothing."""
            before = region.bench.counts()
            with clock.at(self.now):
                answer = do()
            assert answer.status == expected, (self.heard, self.now, answer.text)
            assert expected < 400 or region.bench.counts() == before
            return answer

    return Walk


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def test_a_receiver_takes_no_more_from_what_is_heard_until_its_day_begins(bench: Callable[..., Bench]) -> None:
    run_state_machine_as_test(walk_of(Home(bench("identity")), Region(bench("referrals"))), settings=WALKS)
