"""What an analyst may not see, also not by subtraction. Pure: no I/O.

A table tells for places (all, regions, districts, organisations) how many there are. Its cells are what nobody is told:
an organisation in a district. Every number that is told is the sum of some cells, so whoever adds and subtracts numbers
learns every sum of cells that is a combination of those told. Places are hidden, the smallest first, until no small
number is such a combination: no place's, no cell's, nor that of hidden places together.

Organisations are one partition of the cells, and districts within regions within all another, so the matrix of sums is
totally unimodular, and what is a combination over the rational numbers is one over two elements: a set of cells is a
whole number's bits, and adding and subtracting are both exclusive or.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

SMALL = 5
"""Fewer than this are not shown (practice of official statistics; the number is ours)."""

Place = tuple[str, str]
"""(`total`, `region`, `district` or `organisation`; its key)."""
Cell = tuple[str, str]
"""(organisation, district)."""
Measure = Mapping[Cell, int]
TOTAL: Place = ("total", "")


@dataclass(frozen=True)
class Table:
    """`told` are the measures whose numbers an analyst gets, `implied` those that follow from them, such as how many
    families did not become self-sufficient: zero is no secret there. `numbers` of told measures by place, which may be
    less than the sum of the cells, as everyone counts once in each place. `regions`: district → region."""

    told: Sequence[Measure]
    implied: Sequence[Measure]
    numbers: Sequence[Mapping[Place, int]]
    regions: Mapping[str, str]


@dataclass
class Known:
    """The sums of cells that follow from those told; each with the places, as bits, that it takes."""

    basis: dict[int, tuple[int, int]] = field(default_factory=dict)

    def tell(self, cells: int, place: int) -> None:
        left, used = self.reduced(cells)
        if left:
            self.basis[left.bit_length()] = (left, used ^ place)

    def reduced(self, cells: int) -> tuple[int, int]:
        """What of `cells` does not follow (0: all does), and the places used."""
        used = 0
        while cells and (found := self.basis.get(cells.bit_length())):
            cells, used = cells ^ found[0], used ^ found[1]
        return cells, used


def hidden(table: Table) -> set[Place]:
    """The places whose numbers are not shown."""
    audits = _audits(table)
    sizes = {place: max(found.sums.get(place, 0) for found in audits) for one in audits for place in one.sums}
    hide = {place for place in sizes if any(numbers.get(place, 0) < SMALL for numbers in table.numbers)}
    while exposing := next((found for one in audits for found in one.exposing(hide)), None):
        hide.add(min(exposing, key=lambda place: (place == TOTAL, sizes[place], place)))
    return hide


def _audits(table: Table) -> list["_Audit"]:
    """Who subtracts may know where there is nobody, or may not; of what is told, zero is small too."""
    every_cell = {cell for measure in table.told for cell in measure}
    known = [_Audit(measure, {cell for cell in measure if measure[cell]}, table.regions) for measure in table.told]
    implied = [_Audit(measure, {cell for cell in measure if measure[cell]}, table.regions) for measure in table.implied]
    return [*known, *implied, *(_Audit(measure, every_cell, table.regions, least=0) for measure in table.told)]


class _Audit:
    """One measure: the cells of which one may not know that they are empty, as bits, and the places' sums of them."""

    def __init__(self, measure: Measure, cells: Collection[Cell], regions: Mapping[str, str], least: int = 1) -> None:
        self.least = least
        self.regions = regions
        self.bits: dict[Place, int] = defaultdict(int)
        self.sums: dict[Place, int] = defaultdict(int)
        self.small_cells: list[int] = []
        for number, cell in enumerate(sorted(cells)):
            self._place(1 << number, cell, measure.get(cell, 0))

    def _place(self, bit: int, cell: Cell, count: int) -> None:
        for place in places_of(cell, self.regions):
            self.bits[place] |= bit
            self.sums[place] += count
        if 0 < count < SMALL:
            self.small_cells.append(bit)

    def exposing(self, hide: set[Place]) -> Iterator[list[Place]]:
        """Of each small number that follows from what is shown, the shown places from which it does."""
        shown = [place for place in sorted(self.bits) if place not in hide]
        known = Known()
        for number, place in enumerate(shown):
            known.tell(self.bits[place], 1 << number)
        for target in self._small(hide):
            left, used = known.reduced(target)
            if not left:
                yield [place for number, place in enumerate(shown) if used >> number & 1]

    def _small(self, hide: set[Place]) -> Iterator[int]:
        """Sets of cells whose sum is small: single cells, places, and hidden places together."""
        yield from self.small_cells
        for places in [*([place] for place in self.bits), *self._together(hide)]:
            if self.least <= sum(self.sums[place] for place in places) < SMALL:
                yield sum(self.bits[place] for place in places)

    def _together(self, hide: set[Place]) -> list[list[Place]]:
        """Hidden organisations; hidden regions; hidden districts of each region."""
        found: dict[Place, list[Place]] = defaultdict(list)
        for place in hide & self.bits.keys():
            over = ("region", self.regions.get(place[1], "")) if place[0] == "district" else (place[0], "")
            found[over].append(place)
        return list(found.values())


def places_of(cell: Cell, regions: Mapping[str, str]) -> list[Place]:
    organisation, district = cell
    return [TOTAL, ("region", regions.get(district, "")), ("district", district), ("organisation", organisation)]
