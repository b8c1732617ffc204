"""`python -m bench.journey [HOME]`: how soon the worker can read the case of a referral that was just accepted.

On the demo stack that runs in HOME, else on one of its own in a temporary home. Each run is one referral: the clock
starts when the coordinator's `POST …/accept` is answered, the worker then asks `GET /cases/api/v1/cases?referral=…`
again and again, with 5 ms of rest (asking without rest takes one of two cores from those who open the case), and it
stops when an answer shows the case. So a figure holds the event's whole way (outbox, relay,
broker, consumer, effect) and the last GET itself, of which one alone is shown beside. Wanted: p50 ≤ 40 ms,
p99 ≤ 200 ms.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from services.identity.passwords import DEMO_PASSWORD
from stack.demo.play.family import Family
from stack.demo.play.office import Office, Town
from stack.demo.play.people import ACCOUNTS
from stack.home import Home
from stack.ports import free_port

RUNS = 200
WARMING_UP = 10
P50_MS, P99_MS = 40.0, 200.0
REST_S = 0.05
ASK_AGAIN_S = 0.005
GIVEN_UP_S = 30.0


def main() -> None:
    with nullcontext(Home(Path(sys.argv[1])).published()["address"]) if sys.argv[1:] else own_stack() as address:
        found = measure(address)
    waits, gets = ([1000 * seconds for seconds in column] for column in zip(*found, strict=True))
    report(waits, gets)
    sys.exit(0 if quantile(waits, 0.5) <= P50_MS and quantile(waits, 0.99) <= P99_MS else 1)


@contextmanager
def own_stack() -> Iterator[str]:
    """The address of a demo stack in a temporary home."""
    with tempfile.TemporaryDirectory() as folder:
        home, port = str(Path(folder) / "home"), free_port()
        opora("up", "--home", home, "--port", str(port), "--detach", "--demo")
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            opora("down", "--home", home)


def opora(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "stack.cli", *arguments], check=True, stdout=subprocess.DEVNULL)


def measure(address: str) -> list[tuple[float, float]]:
    """For each run the seconds until the case was readable, and those of one more GET of it."""
    with Town(address, DEMO_PASSWORD, "ru") as town:
        referrer, coordinator, worker = (town.sign_in(ACCOUNTS[part]) for part in ("referrer", "coordinator", "worker"))
        ngo = coordinator.get("/identity/api/v1/me")["organisation"]["id"]
        referrals = [submit(referrer, ngo, Random(number)) for number in range(WARMING_UP + RUNS)]
        found = []
        for referral in referrals:
            time.sleep(REST_S)
            found.append(one(coordinator, worker, referral))
        return found[WARMING_UP:]


def submit(referrer: Office, ngo: str, chance: Random) -> str:
    today = datetime.now(UTC).date()
    return str(referrer.post("/referrals/api/v1/referrals", Family.invented(today, chance).referral(ngo, today))["id"])


def one(coordinator: Office, worker: Office, referral: str) -> tuple[float, float]:
    coordinator.post(f"/referrals/api/v1/referrals/{referral}/accept", {"worker": worker.id})
    began = time.monotonic()
    while not worker.get("/cases/api/v1/cases", referral=referral)["items"]:
        if time.monotonic() > began + GIVEN_UP_S:
            sys.exit(f"no case within {GIVEN_UP_S:g} s")
        time.sleep(ASK_AGAIN_S)
    readable = time.monotonic()
    worker.get("/cases/api/v1/cases", referral=referral)
    return readable - began, time.monotonic() - readable


def quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(waits: Sequence[float], gets: Sequence[float]) -> None:
    print(f"from a referral's acceptance (POST answered) to its case readable by GET, {len(waits)} runs, in ms:")
    for name, values in (("case readable", waits), ("one GET alone", gets)):
        p50, p99 = quantile(values, 0.5), quantile(values, 0.99)
        print(f"  {name:<16}p50 {p50:7.1f}   p99 {p99:7.1f}   most {max(values):7.1f}")
    print(f"  wanted          p50 {P50_MS:7.1f}   p99 {P99_MS:7.1f}")


if __name__ == "__main__":
    main()
