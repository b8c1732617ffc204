"""Nobody finds a small number by adding and subtracting what analysts are shown: checked by plain algebra."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.figures.disclosure import SMALL, Place, Table, hidden, places_of

DISTRICTS = {"lesnoy": "Заозёрская", "zarechny": "Заозёрская", "severny": "Полянская", "yuzhny": "Полянская"}
CELLS = [(organisation, district) for organisation in ("a", "b", "c") for district in DISTRICTS]

counts = st.one_of(st.just(0), st.integers(0, 4), st.integers(5, 40))
measures = st.lists(counts, min_size=len(CELLS), max_size=len(CELLS)).map(
    lambda found: {cell: count for cell, count in zip(CELLS, found, strict=True) if count}
)


def table(*told: dict[tuple[str, str], int], implied: tuple[dict[tuple[str, str], int], ...] = ()) -> Table:
    return Table(told, implied, [sums(one) for one in told], DISTRICTS)


def sums(measure: dict[tuple[str, str], int]) -> dict[Place, int]:
    found: dict[Place, int] = {}
    for cell, count in measure.items():
        for place in places_of(cell, DISTRICTS):
            found[place] = found.get(place, 0) + count
    return found


def follows(target: list[int], told: list[list[int]]) -> bool:
    """Whether one set of cells is a combination of others, over the rational numbers."""
    return _rank(told) == _rank([*told, target])


def _rank(rows: list[list[int]]) -> int:
    left, rank = [[Fraction(one) for one in row] for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((row for row in left[rank:] if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        left.insert(rank, pivot)
        for number in range(rank + 1, len(left)):
            factor = left[number][column] / pivot[column]
            left[number] = [one - factor * other for one, other in zip(left[number], pivot, strict=True)]
        rank += 1
    return rank


def secrets(measure: dict[tuple[str, str], int]) -> Iterator[list[int]]:
    """Small numbers: of places, and of an organisation in a district."""
    cells = list(measure)
    yield from ([int(cell == one) for one in cells] for cell in cells if measure[cell] < SMALL)
    for place, count in sums(measure).items():
        if count < SMALL:
            yield [int(place in places_of(cell, DISTRICTS)) for cell in cells]


@settings(max_examples=60, deadline=None)
@given(measure=measures)
def test_no_small_number_follows_from_those_shown(measure: dict[tuple[str, str], int]) -> None:
    hide = hidden(table(measure))
    shown = [place for place in sums(measure) if place not in hide]
    told = [[int(place in places_of(cell, DISTRICTS)) for cell in measure] for place in shown]
    assert not [one for one in secrets(measure) if told and follows(one, told)]


@settings(max_examples=40, deadline=None)
@given(part=measures, rest=measures)
def test_nor_of_those_of_whom_it_is_not_so(part: dict[tuple[str, str], int], rest: dict[tuple[str, str], int]) -> None:
    everyone = {cell: part.get(cell, 0) + rest.get(cell, 0) for cell in {*part, *rest}}
    among = {cell: part.get(cell, 0) for cell in everyone}
    hide = hidden(table(everyone, among, implied=(rest,)))
    for measure in (everyone, part, rest):
        shown = [place for place in sums(measure) if place not in hide]
        told = [[int(place in places_of(cell, DISTRICTS)) for cell in measure] for place in shown]
        assert not [one for one in secrets(measure) if told and follows(one, told)]


def test_one_small_place_takes_another_with_it() -> None:
    measure = {("a", "lesnoy"): 3, ("a", "zarechny"): 20, ("a", "yuzhny"): 30, ("b", "yuzhny"): 9, ("b", "lesnoy"): 8}
    measure |= {("a", "severny"): 2}
    hide = hidden(table(measure))
    assert ("district", "severny") in hide
    assert ("district", "yuzhny") in hide  # or the region less it would be the small one
    assert ("total", "") not in hide


def test_the_sum_of_what_is_hidden_is_not_small_either() -> None:
    """Two organisations with one and two are three together: all less the others."""
    measure = {("a", "lesnoy"): 1, ("b", "lesnoy"): 2, ("c", "lesnoy"): 50, ("d", "lesnoy"): 9}
    assert {("organisation", one) for one in "abd"} <= hidden(table(measure))


@pytest.mark.parametrize("count", [0, 4])
def test_a_told_share_with_few_or_none_is_hidden(count: int) -> None:
    everyone, among = {("a", "lesnoy"): 12, ("b", "lesnoy"): 30, ("c", "lesnoy"): 31}, {("a", "lesnoy"): count}
    among |= {("b", "lesnoy"): 15, ("c", "lesnoy"): 16}
    rest = {cell: everyone[cell] - among[cell] for cell in everyone}
    assert ("organisation", "a") in hidden(table(everyone, among, implied=(rest,)))


def test_large_numbers_are_all_shown() -> None:
    assert hidden(table(dict.fromkeys(CELLS, 40))) == set()
