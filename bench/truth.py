"""`python -m bench.truth`: a region with known truth in full, and whether the product counts it so.

Families are invented to give exactly the practice's own figures: 3,826 children served, 3,443 of them improved, 765
whose removal was prevented, 494 families off support, 415 of them self-sufficient; among them ten homes of each of the
twelve traps. Made through the commands of `cases`, in one process for each processor; the generator is
tests/support/truth, which shares no code with the counting. Ends with 0 when every figure is right, as known in March
2027 and as known when 2026 ended, and when all of them together took no longer than wanted.
"""

import os
import sys
import time
from datetime import date
from multiprocessing import get_context

from services.cases.figures.asked import Asked
from services.cases.figures.tables import table
from shared.config import Settings
from tests.support.bench import Bench
from tests.support.server import Server, own_server
from tests.support.truth.homes import KNOWN_EARLY, KNOWN_LATE, Adds
from tests.support.truth.reading import CODES
from tests.support.truth.region import PRACTICE, places, play, region
from tests.support.truth.telling import Place

EACH_TRAP = 10
WANTED_S = 1.0


def main() -> None:
    truth = region(PRACTICE, EACH_TRAP)
    with own_server() as (server, _):
        settings = server.settings("cases")
        bench = Bench(server, settings)
        began = time.monotonic()
        make(server, settings, places(bench))
        print(f"{len(truth.homes)} homes told by the commands in {time.monotonic() - began:.0f} s", flush=True)
        with bench.session() as session:
            session.connection().exec_driver_sql("analyze")
        right = [check(bench, day, known) for day, known in ((KNOWN_EARLY, truth.early), (KNOWN_LATE, truth.late))]
        bench.close()
    sys.exit(0 if all(right) else 1)


def make(server: Server, settings: Settings, where: list[Place]) -> None:
    parts = os.cpu_count() or 1
    there = [(place.organisation, place.worker, place.district) for place in where]
    tellers = [
        get_context("spawn").Process(target=tell, args=(server, settings, there, part, parts)) for part in range(parts)
    ]
    for teller in tellers:
        teller.start()
    for teller in tellers:
        teller.join()
    if any(teller.exitcode for teller in tellers):
        sys.exit("a story could not be told")


def tell(server: Server, settings: Settings, there: list[tuple], part: int, parts: int) -> None:
    bench = Bench(server, settings)
    play(region(PRACTICE, EACH_TRAP).homes, [Place(bench, *one) for one in there], part, parts)


def check(bench: Bench, day: date, known: Adds) -> bool:
    """Whether all figures are those that were invented, and how long they took."""
    began = time.monotonic()
    with bench.session() as session:
        found = table(session, Asked(date(2026, 1, 1), date(2026, 12, 31), day), None).total
    seconds = time.monotonic() - began
    said = Adds(**{name: found[code].value for code, name in CODES.items()})
    print(f"as known on {day}, in {seconds:.2f} s:")
    for code, name in CODES.items():
        wrong = "" if getattr(said, name) == getattr(known, name) else f"   WRONG: it is {getattr(known, name)}"
        print(f"  {code:<34}{getattr(said, name):>6}{wrong}")
    return said == known and seconds <= WANTED_S


if __name__ == "__main__":
    main()
