"""Why a matching run chose whom it chose, and what would have to change for those who got nobody."""

from collections.abc import Sequence
from typing import Any

from services.volunteers.model import MatchingLine
from services.volunteers.queries.pool import Pool
from services.volunteers.rules import matching

NAMED = 5
"""So many volunteers are named with each reason; the number says how many there are."""

Chosen = Sequence[int | None]
"""For each request of the pool the volunteer, by position."""


def lines(pool: Pool, chosen: Chosen) -> list[MatchingLine]:
    """One line for each request, the oldest first. Values that are kept as JSON hold ids and codes alone."""
    return [
        _matched(pool, chosen, at, volunteer) if volunteer is not None else _unmatched(pool, at)
        for at, volunteer in enumerate(chosen)
    ]


def _matched(pool: Pool, chosen: Chosen, at: int, volunteer: int) -> MatchingLine:
    points = pool.scores[at]
    better = sorted((one for one in points if points[one] > points[volunteer]), key=lambda one: (-points[one], one))
    reasons = pool.reasons(at, volunteer)
    return MatchingLine(
        position=at,
        request_id=pool.requests[at].id,
        volunteer_id=pool.volunteers[volunteer].id,
        score=matching.score(reasons),
        place=len(better) + 1,
        reasons=[{"code": one.code, "points": one.points, "details": list(one.details)} for one in reasons],
        passed_over=[_passed_over(pool, chosen, at, one) for one in better[:NAMED]],
        changes=[],
    )


def _passed_over(pool: Pool, chosen: Chosen, at: int, volunteer: int) -> dict[str, Any]:
    """A better candidate has no place left: the run needed them there, or they are asked for another family."""
    needed = [str(pool.requests[other].id) for other, one in enumerate(chosen) if one == volunteer]
    who = str(pool.volunteers[volunteer].id)
    return {"volunteer": who, "score": pool.scores[at][volunteer], "needed_for": needed}


def _unmatched(pool: Pool, at: int) -> MatchingLine:
    return MatchingLine(
        position=at, request_id=pool.requests[at].id, reasons=[], passed_over=[], changes=_changes(pool, at)
    )


def _changes(pool: Pool, at: int) -> list[dict[str, Any]]:
    """Who is nearest: one change, and they would be the one."""
    found: dict[str, list[str]] = {}
    for volunteer, row in enumerate(pool.volunteers):
        change = _change(pool, at, volunteer)
        if change:
            found.setdefault(change, []).append(str(row.id))
    return [
        {"change": change, "number": len(who), "volunteers": who[:NAMED]}
        for change, who in sorted(found.items(), key=lambda one: (-len(one[1]), one[0]))
    ] or [{"change": "nobody", "number": 0, "volunteers": []}]


def _change(pool: Pool, at: int, volunteer: int) -> str | None:
    """A candidate who was not chosen had no place left: the run gave all of them away, or a question is open."""
    if volunteer not in pool.scores[at]:
        return pool.change_for(at, volunteer)
    return "one_place_more" if pool.free[volunteer] else "no_to_another"
