"""Who is ready against what is needed, by district and region."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from services.volunteers.model import Request, Volunteer
from services.volunteers.queries.candidates import places_of, taken_by
from services.volunteers.queries.readiness import Judge
from services.volunteers.queries.settings import present_settings
from services.volunteers.rules.matching import Places, kilometres
from services.volunteers.rules.policy import policy_of
from services.volunteers.rules.shortage import Free, unserved
from shared.directory.model import KnownDistrict

LOOKED_FOR = ("open", "proposed")
"""States of a request for which somebody is still looked for."""


@dataclass(frozen=True)
class Figures:
    """`ready`: who could be asked, `free_places` how many families they could take; `short_by` of those that wait."""

    ready: int
    free_places: int
    needed: int
    short_by: int


@dataclass(frozen=True)
class Supply:
    """Who names two districts counts in both, and once in their region and in `whole`. `short_by` reckons with who
    could come from a district within reach, too."""

    whole: Figures
    regions: dict[str, Figures]
    districts: dict[str, Figures]
    known: dict[str, KnownDistrict]


def supply(session: Session, organisation: UUID, kind: str) -> Supply:
    free, needed = _free(session, organisation, kind), _needed(session, organisation, kind)
    far = policy_of(present_settings(session, organisation).values).limits[kind].far
    homes = set[str]().union(*(one.districts for one in free))
    codes = homes.union(needed)
    short = unserved(needed, _merged(free, _reach(places_of(session, codes), set(needed), homes, far)))
    known = {row.code: row for row in session.scalars(select(KnownDistrict).where(KnownDistrict.code.in_(codes)))}
    regions = defaultdict[str, set[str]](set)
    for code in codes:
        regions[_region(known, code)].add(code)
    return Supply(
        _figures(codes, free, needed, short),
        {region: _figures(inside, free, needed, short) for region, inside in sorted(regions.items())},
        {code: _figures({code}, free, needed, short) for code in sorted(codes)},
        known,
    )


def _region(known: dict[str, KnownDistrict], code: str) -> str:
    return known[code].region if code in known else ""


def _figures(codes: set[str], free: list[Free], needed: Counter[str], short: dict[str, int]) -> Figures:
    there = [one for one in free if one.districts & codes]
    return Figures(
        ready=len(there),
        free_places=sum(one.places for one in there),
        needed=sum(needed[code] for code in codes),
        short_by=sum(short.get(code, 0) for code in codes),
    )


def _free(session: Session, organisation: UUID, kind: str) -> list[Free]:
    """Everyone of this register who is ready today and has room for one more family at least."""
    register = select(Volunteer).where(
        Volunteer.organisation == organisation, Volunteer.kind == kind, Volunteer.status == "ready"
    )
    found = session.scalars(register.options(joinedload(Volunteer.known))).all()
    judge, taken = Judge(session), taken_by(session, [row.id for row in found])
    ready = [row for row in found if taken[row.id] < row.capacity and not judge.lacks(row)]
    return [Free(row.capacity - taken[row.id], frozenset(row.districts)) for row in ready]


def _reach(places: Places, needed: set[str], homes: set[str], far: int) -> dict[str, frozenset[str]]:
    """From each district where somebody is free, the districts in need to which they may be asked to come."""
    found = {home: {home} for home in homes}
    for home in homes & places.keys():
        near = (code for code in needed & places.keys() if kilometres(places[home], places[code]) <= far)
        found[home].update(near)
    return {home: frozenset(codes) for home, codes in found.items()}


def _merged(free: list[Free], reach: dict[str, frozenset[str]]) -> list[Free]:
    """Who can come to the same districts stands together: how far places go depends on nothing else."""
    places = Counter[frozenset[str]]()
    for one in free:
        places[frozenset[str]().union(*(reach[home] for home in one.districts))] += one.places
    return [Free(many, districts) for districts, many in sorted(places.items(), key=lambda item: sorted(item[0]))]


def _needed(session: Session, organisation: UUID, kind: str) -> Counter[str]:
    wanted = select(Request.district).where(
        Request.organisation == organisation, Request.kind == kind, Request.status.in_(LOOKED_FOR)
    )
    return Counter(session.scalars(wanted))
