"""A load on the stack: families are referred and taken on through the API."""

from random import Random
from threading import Event, Thread

from shared import clock
from stack.demo.play.family import Family
from stack.demo.play.job import ZONE
from stack.demo.play.office import Office, Town
from stack.demo.play.people import ACCOUNTS
from tests.support.waiting import until


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


def without_a_case(worker: Office, referrals: list[str]) -> list[str]:
    """Exactly one case belongs to each referral."""
    return [one for one in referrals if len(worker.items("/cases/api/v1/cases", referral=one)) != 1]


def told_in_all(referrer: Office, referrals: list[str]) -> bool:
    return all(referrer.get(f"/referrals/api/v1/referrals/{one}")["status"] == "case_opened" for one in referrals)
