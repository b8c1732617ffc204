"""Who fits a request, and why: a score that is the sum of stated reasons, and a named rule for whoever is left out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple
from uuid import UUID

from services.volunteers.rules.policy import USUAL, Policy

EARTH_RADIUS_KM = 6371.0

MEETING_MINUTES = 60
"""Two free times overlap when a meeting fits in (ours)."""

FREE_PLACES_THAT_COUNT = 2

PAIRS_HELD = 4096
"""Ways between districts that are reckoned once: a register names the same few again and again."""


class Place(NamedTuple):
    """Degrees north and east."""

    latitude: float
    longitude: float


class Slot(NamedTuple):
    """A free time of a week: 1 is Monday; minutes of the day."""

    weekday: int
    start: int
    end: int


Places = Mapping[str, Place]
"""The districts of which the place on the map is known, by code."""


@dataclass(frozen=True)
class Need:
    """What a request asks for. `assessing` are organisations that assess the family, `team` people who do."""

    kind: str
    district: str
    skills: frozenset[str]
    experience: frozenset[str]
    languages: frozenset[str]
    times: tuple[Slot, ...]
    assessing: frozenset[UUID]
    team: frozenset[UUID]


@dataclass(frozen=True)
class Offer:
    """What a volunteer can give now. `taken` counts their present families, `ties` name organisations."""

    person: UUID
    kind: str
    districts: frozenset[str]
    skills: frozenset[str]
    experience: frozenset[str]
    languages: frozenset[str]
    times: tuple[Slot, ...]
    capacity: int
    taken: int
    ready: bool
    ties: frozenset[UUID]
    declined: bool


class Reason(NamedTuple):
    """`details` are the codes that are in common; of `near_district` the kilometres."""

    code: str
    points: int
    details: tuple[str, ...] = ()


def slots(times: Collection[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """From `{"weekday": 1–7, "from": "18:00", "to": "20:00"}`."""
    return tuple(Slot(time["weekday"], _minutes(time["from"]), _minutes(time["to"])) for time in times)


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


@lru_cache(maxsize=PAIRS_HELD)
def kilometres(one: Place, other: Place) -> float:
    """The great circle between two places, by the haversine formula."""
    north_one, north_other = radians(one.latitude), radians(other.latitude)
    half_north = (north_other - north_one) / 2
    half_east = radians(other.longitude - one.longitude) / 2
    chord = sin(half_north) ** 2 + cos(north_one) * cos(north_other) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def way(need: Need, offer: Offer, places: Places) -> float | None:
    """Kilometres from the family's district to the nearest of the volunteer's; None where the map does not say."""
    if need.district in offer.districts:
        return 0.0
    home = places.get(need.district)
    known = [places[district] for district in offer.districts if district in places]
    return min((kilometres(home, place) for place in known), default=None) if home is not None else None


def can_meet(need: Need, offer: Offer) -> bool:
    """Whether some free time of both leaves room for a meeting."""
    return any(
        ours.weekday == theirs.weekday and min(ours.end, theirs.end) - max(ours.start, theirs.start) >= MEETING_MINUTES
        for ours in need.times
        for theirs in offer.times
    )


def is_independent(need: Need, offer: Offer) -> bool:
    """A contact family is never tied to an organisation that assesses the family, nor on its team."""
    if need.kind != "contact_family":
        return True
    return offer.ties.isdisjoint(need.assessing) and offer.person not in need.team


def is_within_reach(need: Need, offer: Offer, places: Places, policy: Policy) -> bool:
    """Unknown places are no one's neighbours."""
    far = way(need, offer, places)
    return far is not None and far <= policy.limits[need.kind].far


def speaks(need: Need, offer: Offer) -> bool:
    return not need.languages or not need.languages.isdisjoint(offer.languages)


_RULES: tuple[tuple[str, Callable[[Need, Offer, Places, Policy], bool]], ...] = (
    ("wrong_kind", lambda need, offer, places, policy: offer.kind == need.kind),
    ("not_ready", lambda need, offer, places, policy: offer.ready),
    ("not_independent", lambda need, offer, places, policy: is_independent(need, offer)),
    ("no_capacity", lambda need, offer, places, policy: offer.taken < offer.capacity),
    ("too_far", is_within_reach),
    ("no_language", lambda need, offer, places, policy: speaks(need, offer)),
    ("declined_before", lambda need, offer, places, policy: not offer.declined),
)


def exclusion(need: Need, offer: Offer, places: Places, policy: Policy = USUAL) -> str | None:
    """The first rule that speaks against this volunteer; None for a candidate."""
    return next((rule for rule, holds in _RULES if not holds(need, offer, places, policy)), None)


def reasons(need: Need, offer: Offer, places: Places, policy: Policy = USUAL) -> list[Reason]:
    """Everything that speaks for this volunteer, each with its points."""
    weights = policy.weights
    found = [
        _of_district(need, offer, places, policy),
        _whole("language", weights["language"], need.languages & offer.languages),
        Reason("time", weights["time"] if can_meet(need, offer) else 0),
        _share("skill", weights["skill"], need.skills, offer.skills),
        _share("experience", weights["experience"], need.experience, offer.experience),
        Reason("free_capacity", _of_places(weights["free_capacity"], offer)),
    ]
    return [reason for reason in found if reason.points > 0]


def score(found: Collection[Reason]) -> int:
    return sum(reason.points for reason in found)


def _of_district(need: Need, offer: Offer, places: Places, policy: Policy) -> Reason:
    """Up to the near limit all points of `near_district`; from there on they fall evenly to nothing at the far one."""
    if need.district in offer.districts:
        return Reason("same_district", policy.weights["same_district"])
    far = way(need, offer, places)
    if far is None:
        return Reason("near_district", 0)
    limits = policy.limits[need.kind]
    beyond = max(far - limits.near, 0.0) / max(limits.far - limits.near, 1)
    return Reason("near_district", round(policy.weights["near_district"] * max(1 - beyond, 0.0)), (str(round(far)),))


def _of_places(points: int, offer: Offer) -> int:
    """All of it with two free places or more: with a second family nobody is at their limit."""
    free = min(max(offer.capacity - offer.taken, 0), FREE_PLACES_THAT_COUNT)
    return points * free // FREE_PLACES_THAT_COUNT


def _whole(code: str, points: int, common: frozenset[str]) -> Reason:
    return Reason(code, points if common else 0, tuple(sorted(common)))


def _share(code: str, points: int, asked: frozenset[str], given: frozenset[str]) -> Reason:
    common = asked & given
    return Reason(code, points * len(common) // len(asked) if asked else 0, tuple(sorted(common)))
