"""Kafka is killed and its volume destroyed in the middle of a load: what was done meanwhile has its effects."""

from random import Random
from threading import Event, Thread

import pytest

from shared import clock
from stack.demo.play.family import Family
from stack.demo.play.job import ZONE
from stack.demo.play.office import Office, Town
from stack.demo.play.people import ACCOUNTS
from tests.compose.conftest import Installed
from tests.support.waiting import until

pytestmark = [pytest.mark.compose, pytest.mark.timeout(1800)]

BEFORE, DURING, AFTER = 8, 8, 8


class Load(Thread):
    """Families are referred and taken on, one after the other, until told to stop; nobody waits for the cases."""

    def __init__(self, town: Town) -> None:
        super().__init__(daemon=True)
        self.referrer, self.coordinator, self.worker = (
            town.sign_in(ACCOUNTS[part]) for part in ("referrer", "coordinator", "worker")
        )
        self.ngo = self.coordinator.get("/identity/api/v1/me")["organisation"]["id"]
        self.accepted: list[str] = []
        self.problem: Exception | None = None
        self.stop = Event()

    def run(self) -> None:
        try:
            while not self.stop.is_set():
                self.accepted.append(self._take_on())
        except Exception as problem:
            self.problem = problem

    def _take_on(self) -> str:
        today = clock.today(ZONE)
        body = Family.invented(today, Random()).referral(self.ngo, today)
        referral = str(self.referrer.post("/referrals/api/v1/referrals", body)["id"])
        self.coordinator.post(f"/referrals/api/v1/referrals/{referral}/accept", {"worker": self.worker.id})
        return referral

    def has_done(self, more: int) -> None:
        """Wait until it has taken on so many more families."""
        aim = len(self.accepted) + more
        until(lambda: len(self.accepted) >= aim or self.problem, 120)
        assert self.problem is None, self.problem


def test_nothing_is_lost_when_kafka_loses_everything_in_the_middle_of_a_load(stack: Installed) -> None:
    with Town(stack.address, "opora-demo", "en") as town:
        load = Load(town)
        load.start()
        load.has_done(BEFORE)
        stack.lose("kafka")
        load.has_done(DURING)
        done = stack.opora("up")
        assert done.returncode == 0, done.stdout + done.stderr
        load.has_done(AFTER)
        load.stop.set()
        load.join(60)
        assert load.problem is None
        until(lambda: without_a_case(load.worker, load.accepted) == [], 180, every=0.5)
        until(lambda: told_in_all(load.referrer, load.accepted), 180, every=0.5)


def without_a_case(worker: Office, referrals: list[str]) -> list[str]:
    """Exactly one case belongs to each referral."""
    return [one for one in referrals if len(worker.items("/cases/api/v1/cases", referral=one)) != 1]


def told_in_all(referrer: Office, referrals: list[str]) -> bool:
    return all(referrer.get(f"/referrals/api/v1/referrals/{one}")["status"] == "case_opened" for one in referrals)
