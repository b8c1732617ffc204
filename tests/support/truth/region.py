"""The region: traps first, then as many ordinary families as bring it to the numbers that are wanted."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice

from shared.directory.model import KnownOrganisation
from tests.support.bench import Bench
from tests.support.truth.homes import TRAPS, Adds, Ordinary
from tests.support.truth.telling import Place

PRACTICE = Adds(served=3_826, supported=3_826, improved=3_443, prevented=765, closed=494, self_sufficient=415)
"""The practice's own figures of a year."""

TENTH = Adds(served=383, supported=383, improved=344, prevented=77, closed=49, self_sufficient=41)
"""About a tenth of it."""

DISTRICTS = {"lesnoy": "Заозёрская область", "zarechny": "Заозёрская область", "severny": "Полянская область"}
LARGEST, LARGEST_IN_SHORT = 4, 6
Play = Callable[[Place, Place], None]


@dataclass(frozen=True)
class Truth:
    """`late`: as known on KNOWN_LATE; `early`: on KNOWN_EARLY."""

    homes: Sequence[Play]
    late: Adds
    early: Adds


def region(wanted: Adds, each_trap: int, largest: int = LARGEST) -> Truth:
    """Raises ValueError where no ordinary families of at most `largest` children could fill it up. `followed`,
    `held` and `rights` come as they come."""
    kinds = [kind for kind in TRAPS.values() for _ in range(each_trap)]
    late, early = total(kind.late for kind in kinds), total(kind.then for kind in kinds)
    ordinary = list(_ordinary(wanted - late, largest))
    filled = total(one.adds for one in ordinary)
    plays = [*(kind.play for kind in kinds), *(one.play for one in ordinary)]
    return Truth(plays, late + filled, early + filled)


def total(added: Iterator[Adds]) -> Adds:
    return reduce(Adds.__add__, added, Adds())


def _ordinary(left: Adds, largest: int) -> Iterator[Ordinary]:
    """Whole families improve or do not; the last of each sort is as small as it must be."""
    outcomes = iter(["self_sufficient"] * left.self_sufficient + ["moved"] * (left.closed - left.self_sufficient))
    prevented = left.prevented
    for improved, children in ((True, left.improved), (False, left.served - left.improved)):
        if children < 0:
            raise ValueError("the traps add more than is wanted")
        for size in _sizes(children, largest):
            saved = min(size, prevented)
            prevented -= saved
            yield Ordinary(size, improved, saved, next(outcomes, None))
    if prevented or any(islice(outcomes, 1)):
        raise ValueError("there are too few families for so many endings")


def _sizes(children: int, largest: int) -> Iterator[int]:
    while children > 0:
        yield min(largest, children)
        children -= largest


def places(bench: Bench) -> list[Place]:
    """Three organisations, each at work in every district."""
    for code, name in DISTRICTS.items():
        bench.district(code, region=name)
    found = []
    for _ in range(3):
        ngo = bench.organisation("ngo", districts=list(DISTRICTS))
        worker = bench.person("case_worker", "supervisor", organisation=ngo).id
        found += [Place(bench, ngo, worker, district) for district in DISTRICTS]
    return found


def play(homes: Sequence[Play], where: Sequence[Place], part: int = 0, parts: int = 1) -> None:
    """Every `parts`-th home from `part`; each begins in a place of its own."""
    for number in range(part, len(homes), parts):
        here, there = where[number % len(where)], where[(number + 1) % len(where)]
        with here.bench.session() as session:
            kept = [session.get_one(KnownOrganisation, place.organisation) for place in (here, there)]
            homes[number](replace(here, session=session), replace(there, session=session))
            kept.clear()  # held until now, or every command would read them again
