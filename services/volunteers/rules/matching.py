"""Who fits a request, and why: a score that is the sum of stated reasons, and a named rule for whoever is left out."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple
from uuid import UUID

EARTH_RADIUS_KM = 6371.0
NEAR_KM = 50.0
"""Between the middles of two districts: an hour's way, so that meeting every week stays possible (ours)."""

MEETING_MINUTES = 60
"""Two free times overlap when a meeting fits in (ours)."""

# What a reason is worth (ours). Where several things can be in common, the points are shared between them.
SAME_DISTRICT = 30
NEAR_DISTRICT = 15
LANGUAGE = 20
TIME = 20
SKILL = 20
EXPERIENCE = 25
FREE_PLACE = 5
FREE_PLACES_THAT_COUNT = 2


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
    """`details` are the codes that are in common."""

    code: str
    points: int
    details: tuple[str, ...] = ()


def slots(times: Collection[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """From `{"weekday": 1–7, "from": "18:00", "to": "20:00"}`."""
    return tuple(Slot(time["weekday"], _minutes(time["from"]), _minutes(time["to"])) for time in times)


def _minutes(clock_time: str) -> int:
    hours, minutes = clock_time.split(":")
    return int(hours) * 60 + int(minutes)


def kilometres(one: Place, other: Place) -> float:
    """The great circle between two places, by the haversine formula."""
    north_one, north_other = radians(one.latitude), radians(other.latitude)
    half_north = (north_other - north_one) / 2
    half_east = radians(other.longitude - one.longitude) / 2
    chord = sin(half_north) ** 2 + cos(north_one) * cos(north_other) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


def is_near(need: Need, offer: Offer, places: Places) -> bool:
    """Whether one of the volunteer's districts is a neighbour; unknown places are no one's neighbours."""
    home = places.get(need.district)
    known = [places[district] for district in offer.districts if district in places]
    return home is not None and any(kilometres(home, place) <= NEAR_KM for place in known)


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


def is_within_reach(need: Need, offer: Offer, places: Places) -> bool:
    return need.district in offer.districts or is_near(need, offer, places)


def speaks(need: Need, offer: Offer) -> bool:
    return not need.languages or not need.languages.isdisjoint(offer.languages)


_RULES: tuple[tuple[str, Callable[[Need, Offer, Places], bool]], ...] = (
    ("wrong_kind", lambda need, offer, places: offer.kind == need.kind),
    ("not_ready", lambda need, offer, places: offer.ready),
    ("not_independent", lambda need, offer, places: is_independent(need, offer)),
    ("no_capacity", lambda need, offer, places: offer.taken < offer.capacity),
    ("too_far", lambda need, offer, places: is_within_reach(need, offer, places)),
    ("no_language", lambda need, offer, places: speaks(need, offer)),
    ("declined_before", lambda need, offer, places: not offer.declined),
)


def exclusion(need: Need, offer: Offer, places: Places) -> str | None:
    """The first rule that speaks against this volunteer; None for a candidate."""
    return next((rule for rule, holds in _RULES if not holds(need, offer, places)), None)


def reasons(need: Need, offer: Offer, places: Places) -> list[Reason]:
    """Everything that speaks for this volunteer, each with its points."""
    found = [
        *_of_district(need, offer, places),
        _whole("language", LANGUAGE, need.languages & offer.languages),
        Reason("time", TIME if can_meet(need, offer) else 0),
        _share("skill", SKILL, need.skills, offer.skills),
        _share("experience", EXPERIENCE, need.experience, offer.experience),
        Reason("free_capacity", FREE_PLACE * min(max(offer.capacity - offer.taken, 0), FREE_PLACES_THAT_COUNT)),
    ]
    return [reason for reason in found if reason.points > 0]


def score(found: Collection[Reason]) -> int:
    return sum(reason.points for reason in found)


def _of_district(need: Need, offer: Offer, places: Places) -> list[Reason]:
    if need.district in offer.districts:
        return [Reason("same_district", SAME_DISTRICT)]
    return [Reason("near_district", NEAR_DISTRICT)] if is_near(need, offer, places) else []


def _whole(code: str, points: int, common: frozenset[str]) -> Reason:
    return Reason(code, points if common else 0, tuple(sorted(common)))


def _share(code: str, points: int, asked: frozenset[str], given: frozenset[str]) -> Reason:
    common = asked & given
    return Reason(code, points * len(common) // len(asked) if asked else 0, tuple(sorted(common)))
