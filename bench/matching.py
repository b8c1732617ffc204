"""`python -m bench.matching [REQUESTS VOLUNTEERS]`: a matching run over the HTTP API of an invented organisation.

Everything as in the product: the register and the requests in PostgreSQL, the answer as a coordinator reads it. Told:
how long the run takes, how much of it is the assignment itself, and what scipy adds to the memory of the web process
that runs it (it is imported by the first run and stays). Wanted: 200 requests and 500 volunteers within five seconds.
"""

import sys
import time
from random import Random
from typing import Any

from services.volunteers.model import Request, Volunteer
from services.volunteers.rules import assignment
from shared import clock
from shared.codes import EXPERIENCE, SKILLS
from shared.ids import uuid7
from tests.support.bench import Bench
from tests.support.server import own_server

REQUESTS, VOLUNTEERS, RUNS = 200, 500, 3
SEED = 2026
WANTED_S = 5.0
DISTRICTS = 12
PAGE_KIB = 4


def main() -> None:
    requests, volunteers = [int(one) for one in sys.argv[1:]] or (REQUESTS, VOLUNTEERS)
    with own_server() as (server, _), Bench.of(server, "volunteers") as bench:
        taken = measure(bench, requests, volunteers)
    sys.exit(0 if taken <= WANTED_S else 1)


def measure(bench: Bench, requests: int, volunteers: int) -> float:
    """Seconds of the slowest run after the first, which imports scipy."""
    coordinator = fill(bench, Random(SEED), requests, volunteers)
    times = []
    for number in range(RUNS):
        before, began = memory_mib(), time.perf_counter()
        answer = coordinator.api.post("/volunteers/api/v1/matching-runs", {})
        times.append(time.perf_counter() - began)
        report(number, times[-1], answer, before)
    scores = [{at: Random(SEED + row * at).randint(0, 125) for at in range(volunteers)} for row in range(requests)]
    began = time.perf_counter()
    assignment.best(scores, dict.fromkeys(range(volunteers), 2))
    print(f"  the assignment alone, everybody a candidate: {time.perf_counter() - began:.2f} s", flush=True)
    return max(times[1:])


def report(number: int, taken: float, answer: Any, before: int) -> None:
    found = answer.json
    matched, seen = found["matched"], found["seen"]
    print(
        f"  run {number + 1}: {taken:.2f} s, {matched} of {seen['requests']} matched, {found['points']} points, "
        f"{seen['volunteers']} volunteers, {len(answer.text) // 1024} KiB; memory {before} → {memory_mib()} MiB",
        flush=True,
    )


def fill(bench: Bench, random: Random, requests: int, volunteers: int) -> Any:
    """An organisation in twelve districts along a road, 12 km from one to the next."""
    districts = [bench.district(f"district_{at}", latitude=56.0 + at * 0.11, longitude=44.0) for at in range(DISTRICTS)]
    ngo = bench.organisation("ngo")
    with bench.session() as session:
        session.add_all(volunteer(random, ngo, districts) for _ in range(volunteers))
        session.add_all(request(random, ngo, districts) for _ in range(requests))
    return bench.person("volunteer_coordinator", organisation=ngo)


def volunteer(random: Random, ngo: Any, districts: list[str]) -> Volunteer:
    return Volunteer(
        id=uuid7(),
        person=uuid7(),
        organisation=ngo,
        status=random.choices(["ready", "applied", "paused"], [8, 1, 1])[0],
        capacity=random.choice([0, 1, 1, 2, 3]),
        employers=[],
        documents=[],
        trained_on=(today := clock.today("Europe/Moscow")),
        interviewed_on=today,
        approved_on=today,
        registered_at=clock.now(),
        districts=random.sample(districts, random.randint(1, 2)),
        **wishes(random),
    )


def request(random: Random, ngo: Any, districts: list[str]) -> Request:
    return Request(
        id=uuid7(),
        sequence=1,
        case=uuid7(),
        reference="482-109-379",
        status="open",
        organisation=ngo,
        district=random.choice(districts),
        children_ages=[7],
        assessing_organisations=[ngo],
        requested_at=clock.now(),
        **wishes(random),
    )


def wishes(random: Random) -> dict[str, Any]:
    """What both sides say in the same words."""
    hour = random.randint(9, 18)
    return {
        "kind": random.choice(["contact_family", "contact_family", "volunteer"]),
        "skills": random.sample(list(SKILLS), 2),
        "experience": random.sample(list(EXPERIENCE), 2),
        "languages": random.choices([["ru"], ["ru", "tg"], ["uz"]], [8, 1, 1])[0],
        "times": [{"weekday": random.randint(1, 7), "from": f"{hour:02}:00", "to": f"{hour + 3:02}:00"}],
    }


def memory_mib() -> int:
    """Of this process, as the system counts it."""
    with open("/proc/self/statm") as figures:
        return int(figures.read().split()[1]) * PAGE_KIB // 1024


if __name__ == "__main__":
    main()
