"""The best assignment of volunteers to requests. No I/O; scipy is imported only when it is used: 64 MB of memory."""

from collections.abc import Mapping, Sequence
from typing import Any

MOST_REQUESTS = 500
"""Ours: the oldest of them. Far beyond, sums of points would not fit a double exactly any more."""

Scores = Sequence[Mapping[int, int]]
"""For each request, the oldest first: points by candidate."""


def best(scores: Scores, places: Mapping[int, int]) -> list[int | None]:
    """The candidate for each request, None where there is none.

    First as many requests as possible get somebody; of these assignments one with the most points; of these one in
    which those that wait longest get somebody. Nobody gets more requests than `places`. The same every time.
    """
    columns = _columns(scores, places)
    if not columns:
        return [None] * len(scores)
    from scipy.optimize import linear_sum_assignment

    worth = _worth(scores, columns)
    chosen: list[int | None] = [None] * len(scores)
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, column] > 0:
            chosen[int(row)] = columns[int(column)]
    return chosen


def _columns(scores: Scores, places: Mapping[int, int]) -> list[int]:
    """Each candidate once for each place that can be needed."""
    wanted: dict[int, int] = {}
    for of_request in scores:
        for candidate in of_request:
            wanted[candidate] = wanted.get(candidate, 0) + 1
    return [one for one in sorted(wanted) for _ in range(min(wanted[one], places.get(one, 0)))]


def _worth(scores: Scores, columns: Sequence[int]) -> Any:
    """A matrix of requests by places: 0 is nobody. A point outweighs all waiting, a match outweighs all points.

    All are whole numbers below 2⁵³, which doubles hold exactly.
    """
    import numpy

    count = len(scores)
    most = max((points for of_request in scores for points in of_request.values()), default=0)
    point = count * (count + 1) // 2 + 1
    match = count * most * point + point
    worth = numpy.zeros((count, len(columns)))
    for row, of_request in enumerate(scores):
        waits = count - row
        for column, candidate in enumerate(columns):
            if candidate in of_request:
                worth[row, column] = match + of_request[candidate] * point + waits
    return worth
