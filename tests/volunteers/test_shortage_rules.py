"""Free places spread over districts so that as few families as possible wait, against all there is to compare with."""

from itertools import chain, combinations, pairwise
from random import Random

import pytest

from services.volunteers.rules.shortage import Free, unserved

DISTRICTS = "abcdef"


def waiting(needed: dict[str, int], free: list[Free]) -> int:
    """By Hall's theorem: of all sets of districts, the one that lacks most."""
    subsets = chain.from_iterable(combinations(needed, size) for size in range(len(needed) + 1))
    return max(
        sum(needed[one] for one in some) - sum(who.places for who in free if who.districts & set(some))
        for some in subsets
    )


@pytest.mark.parametrize("seed", range(10))
def test_no_way_of_spreading_leaves_fewer_waiting(seed: int):
    random = Random(seed)
    for _ in range(40):
        inside = DISTRICTS[: random.randint(1, 6)]
        needed = {one: random.randint(0, 4) for one in inside if random.random() < 0.8}
        free = [
            Free(random.randint(0, 3), frozenset(one for one in inside if random.random() < 0.4))
            for _ in range(random.randint(0, 6))
        ]
        short = unserved(needed, free)
        assert sum(short.values()) == waiting(needed, free), (needed, free)
        assert all(0 <= short[one] <= needed[one] for one in needed)


def test_a_chain_of_two_thousand_districts_is_followed_to_its_end():
    """Each covers two neighbours; the last district gets somebody only when everybody moves on by one."""
    names = [f"{at:04}" for at in range(2001)]
    free = [Free(1, frozenset(pair)) for pair in pairwise(names)] + [Free(1, frozenset(names[:1]))]
    assert sum(unserved(dict.fromkeys(names, 1), free).values()) == 0
    assert sum(unserved(dict.fromkeys(names, 1), free[:-1]).values()) == 1


def test_a_region_of_many_districts_and_volunteers_is_counted():
    random = Random(2026)
    names = [f"{at:02}" for at in range(60)]
    free = [Free(random.randint(1, 3), frozenset(random.sample(names, random.randint(1, 4)))) for _ in range(1500)]
    places = sum(one.places for one in free)
    assert sum(unserved(dict.fromkeys(names, 80), free).values()) == 60 * 80 - places
