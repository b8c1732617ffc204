"""`python -m bench.load [ADDRESS]`: how many requests a second a demo stack answers, and how soon, under more and more
people at once.

On the demo stack at ADDRESS, else on an embedded one of its own. Each person goes round without rest: a referral is
sent and accepted, and what an office looks at all day is read, eighteen GETs of lists and records to two POSTs. The
people run on the same machine and take their share of it. Wanted: 28 requests a second, the peak that
docs/for-administrators reckons with for 1,000 organisations, at p95 ≤ 500 ms, and no error.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from datetime import UTC, datetime
from random import Random
from typing import NamedTuple

from bench.journey import own_stack, quantile
from services.identity.passwords import DEMO_PASSWORD
from stack.demo.play.family import Family
from stack.demo.play.office import Office, Town
from stack.demo.play.people import ACCOUNTS

PEOPLE = (1, 4, 16)
SECONDS = 20.0
WANTED_PER_S, WANTED_P95_MS = 28.0, 500.0


class Round(NamedTuple):
    """Three people of two organisations, and their families."""

    referrer: Office
    coordinator: Office
    worker: Office
    ngo: str
    chance: Random

    def steps(self) -> list[Callable[[], object]]:
        """Twenty requests; the first makes what the others look at."""
        today = datetime.now(UTC).date()
        body = Family.invented(today, self.chance).referral(self.ngo, today)
        made: dict[str, str] = {}

        def submit() -> None:
            made["referral"] = self.referrer.post("/referrals/api/v1/referrals", body)["id"]

        def accept() -> None:
            self.coordinator.post(f"/referrals/api/v1/referrals/{made['referral']}/accept", {"worker": self.worker.id})

        def queue() -> None:
            self.coordinator.get("/referrals/api/v1/referrals", box="received", status="submitted")

        def referral() -> None:
            self.coordinator.get(f"/referrals/api/v1/referrals/{made['referral']}")

        def cases() -> None:
            self.worker.get("/cases/api/v1/cases", mine=1)

        def inbox() -> None:
            self.worker.get("/notifications/api/v1/inbox")

        return [submit, queue, referral, accept, *(4 * [queue, referral, cases, inbox])]


def main() -> None:
    with nullcontext(sys.argv[1]) if sys.argv[1:] else own_stack() as address:
        found = measure(address)
    sys.exit(0 if any(rate >= WANTED_PER_S and p95 <= WANTED_P95_MS for rate, p95 in found) else 1)


def measure(address: str) -> list[tuple[float, float]]:
    """Requests a second and p95 in ms, for each number of people."""
    print("requests from people at once; per second, in ms:")
    return [report(people, *load(address, people)) for people in PEOPLE]


def load(address: str, people: int) -> tuple[float, list[float]]:
    """How long it took in all, and each request, in seconds. Raises Refused at the first error."""
    with ThreadPoolExecutor(people) as pool:
        began = time.monotonic()
        found = [took for one in pool.map(lambda _: go_round(address), range(people)) for took in one]
        return time.monotonic() - began, found


def go_round(address: str) -> list[float]:
    with Town(address, DEMO_PASSWORD, "ru") as town:
        referrer, coordinator, worker = (town.sign_in(ACCOUNTS[part]) for part in ("referrer", "coordinator", "worker"))
        ngo = coordinator.get("/identity/api/v1/me")["organisation"]["id"]
        office = Round(referrer, coordinator, worker, ngo, Random())
        end = time.monotonic() + SECONDS
        found: list[float] = []
        while time.monotonic() < end:
            found += map(timed, office.steps())
        return found


def timed(request: Callable[[], object]) -> float:
    began = time.monotonic()
    request()
    return time.monotonic() - began


def report(people: int, took: float, requests: list[float]) -> tuple[float, float]:
    rate = len(requests) / took
    p50, p95, p99 = (1000 * quantile(requests, share) for share in (0.5, 0.95, 0.99))
    print(f"  {people:>3} people  {rate:6.1f}/s   p50 {p50:7.1f}   p95 {p95:7.1f}   p99 {p99:7.1f}", flush=True)
    return rate, p95


if __name__ == "__main__":
    main()
