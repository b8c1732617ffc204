"""`python -m bench.pages [CASES]`: how long the server takes for each page, with 100,000 cases in the databases.

The sample region is made by its commands and then copied as rows: its organisations and people so many times, and in
each copy its families 32 times, with all that belongs to them, so that an office of eleven workers has about 300 cases.
Its people sign in and walk by links to each page that they can reach; of each page two addresses are then asked for
twenty times after a first time, one after the other, in this process: from the request to the last byte of the answer,
PostgreSQL on the same machine, without the network and the gateway. Wanted: p95 ≤ 100 ms for every page.

Beside it stand what tells a noisy machine from a slow page: the processor's time that Python took for a request (the
median, without PostgreSQL's), the most statements that one sent, and the system's load of the last minute.
"""

import gc
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from pathlib import Path
from threading import get_ident
from typing import NamedTuple

from sqlalchemy import event
from sqlalchemy.engine import Engine

from bench.journey import quantile
from shared.config import Settings
from tests.browser.finding import found_in
from tests.browser.town import Town, running_town
from tests.browser.visitor import Visitor
from tests.browser.walk import Found, Place, Rule, declared
from tests.support.copies import multiply, rows_of
from tests.support.pages import FROM_US
from tests.support.server import own_server

CASES, FAMILIES_COPIED = 100_000, 32
ADDRESSES, TIMES = 2, 20
WANTED_MS = 100.0

STATEMENTS = Counter[int]()
"""Sent by each thread of this process."""


@event.listens_for(Engine, "before_cursor_execute")
def _count(*_: object) -> None:
    STATEMENTS[get_ident()] += 1


class Took(NamedTuple):
    rule: Rule
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    statements: int


class Answer(NamedTuple):
    seconds: float
    cpu_seconds: float
    statements: int


def main() -> None:
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else CASES
    with (
        tempfile.TemporaryDirectory() as folder,
        own_server() as (server, _),
        running_town(server, Path(folder), lambda settings: fill(settings, cases)) as town,
    ):
        found = found_in(town, each=ADDRESSES)
        took = report(measure(town, found))
        unseen = sorted(set(declared(town.apps)) - set(found.pages))
    if unseen:
        print(f"not measured, nobody came there: {', '.join(unseen)}")
    sys.exit(0 if all(one.p95_ms <= WANTED_MS for one in took) else 1)


def fill(settings: Mapping[str, Settings], cases: int) -> None:
    """Copy the region until there are so many cases."""
    urls = {name: one.database_url for name, one in settings.items()}
    regions = ceil(cases / rows_of(urls["cases"], "cases") / FAMILIES_COPIED)
    began = time.monotonic()
    multiply(urls, regions, FAMILIES_COPIED)
    counted = ("cases", "cases"), ("referrals", "referrals"), ("identity", "people"), ("notifications", "notifications")
    rows = ", ".join(f"{rows_of(urls[service], table)} {table}" for service, table in counted)
    print(f"{regions} regions with {rows}, written in {time.monotonic() - began:.0f} s", flush=True)


def measure(town: Town, found: Found) -> Iterator[Took]:
    gc.collect()
    gc.freeze()  # as stack/gunicorn.py does
    for rule, places in sorted(found.pages.items()):
        answers = [answer for place in places[:ADDRESSES] for answer in timed(town, place)]
        times = [1000 * one.seconds for one in answers]
        cpu_ms = 1000 * quantile([one.cpu_seconds for one in answers], 0.5)
        most = max(one.statements for one in answers)
        yield Took(rule, quantile(times, 0.5), quantile(times, 0.95), cpu_ms, most)


def timed(town: Town, place: Place) -> Iterator[Answer]:
    """The first answer is left out: it compiles templates and statements."""
    client = Visitor(town, place.email).client
    for number in range(TIMES + 1):
        sent, began, cpu_began = STATEMENTS[get_ident()], time.perf_counter(), time.thread_time()
        answer = client.get(place.address, headers=FROM_US)
        assert answer.status_code == 200, place
        assert answer.data
        if number:
            took, cpu = time.perf_counter() - began, time.thread_time() - cpu_began
            yield Answer(took, cpu, STATEMENTS[get_ident()] - sent)


def report(measured: Iterable[Took]) -> list[Took]:
    found = []
    print(f"{'page':<64}{'p50':>8}{'p95':>8}{'cpu':>8} ms{'sql':>6}{'load':>7}")
    for one in measured:
        found.append(one)
        told = f"{one.p50_ms:8.1f}{one.p95_ms:8.1f}{one.cpu_ms:8.1f}   {one.statements:6}{os.getloadavg()[0]:7.1f}"
        print(f"  {one.rule:<62}{told}{'   MISSED' * (one.p95_ms > WANTED_MS)}", flush=True)
    missed = [one.rule for one in found if one.p95_ms > WANTED_MS]
    print(f"{len(found)} pages, {len(missed)} over {WANTED_MS:.0f} ms at p95", *missed, sep="\n  ")
    return found


if __name__ == "__main__":
    main()
