"""`python -m bench.duplicates [SEED…]`: which of 20,000 invented families are shown as possible duplicates; how soon.

Everything as in the product: keys in PostgreSQL, candidates by index, the threshold shown. The families come from
tests/support/families, which shares no code with the matcher: twelve corruptions, half of the repeated families with
other things changed too, and eight kinds of families that only look alike. Recall is of pairs that the later referral
shows; precision of all pairs that anybody is shown. Weights were looked at on seed 1 alone; that seed is never
reported. Wanted: recall ≥ 0.98, precision ≥ 0.90.
"""

import sys
import time
from random import Random

from bench.journey import quantile
from shared.ids import uuid7
from tests.support.bench import Bench
from tests.support.families.corruptions import WAYS
from tests.support.families.region import invented
from tests.support.families.traps import TRAPS
from tests.support.matching import Measured, fill, look_up, measure
from tests.support.server import Server, own_server

FAMILIES = 20_000
LOOK_UPS = 500
SEEDS = (2026, 7)
RECALL, PRECISION = 0.98, 0.90


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or list(SEEDS)
    with own_server() as (server, _):
        found = [one(server, seed) for seed in seeds]
    sys.exit(0 if all(each.recall >= RECALL and each.precision >= PRECISION for each in found) else 1)


def one(server: Server, seed: int) -> Measured:
    region, organisation = invented(seed, FAMILIES), uuid7()
    with Bench.of(server, "referrals") as bench, bench.session() as session:
        began = time.monotonic()
        ids = fill(session, organisation, region.homes)
        print(f"seed {seed}: {FAMILIES} families written in {time.monotonic() - began:.0f} s", flush=True)
        report_times(list(look_up(session, Random(seed).sample(ids, LOOK_UPS))))
        found = measure(session, region, ids)
    report(found)
    return found


def report(found: Measured) -> None:
    for way in WAYS:
        shown, of = found.of_way(way)
        print(f"  {way:<26}shown {shown:>5} of {of:>5}   {shown / of:.4f}")
    for trap in TRAPS:
        shown, of = found.of_trap(trap)
        print(f"  {trap:<26}shown {shown:>5} of {of:>5}   (none is right)")
    print(f"  {'by chance':<26}shown {found.by_chance():>5}")
    print(f"  recall {found.recall:.4f}   precision {found.precision:.4f}", flush=True)


def report_times(found: list[tuple[float, int]]) -> None:
    seconds, candidates = ([one[part] for one in found] for part in (0, 1))
    times = [1000 * quantile(seconds, share) for share in (0.5, 0.95, 0.99)]
    print("  a look-up in ms: p50 {:.1f}   p95 {:.1f}   p99 {:.1f}".format(*times))
    print(f"  candidates of a look-up: p50 {quantile(candidates, 0.5)}   most {max(candidates)}", flush=True)


if __name__ == "__main__":
    main()
