"""A service full of invented families, and how many of those that are one it shows: recall, precision, time."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session, joinedload

from services.referrals.commands.likeness import write_keys
from services.referrals.model import Family, Member, Referral
from services.referrals.queries.duplicates import candidate_ids, possible_duplicates
from services.referrals.schemas.families import HouseholdBody
from shared.ids import uuid7
from tests.support.families.invent import Home
from tests.support.families.region import Region, written

AT_ONCE = 500
_NAMED = ("kind", "district", "address", "phone")
Pair = tuple[int, int]


def fill(session: Session, organisation: UUID, homes: Iterable[Home]) -> list[UUID]:
    """One referral to this organisation for each, in their order, with the keys that a submission writes."""
    body = HouseholdBody()
    made = [_referral(home, body.load(written(home)), organisation) for home in homes]
    for start in range(0, len(made), AT_ONCE):
        batch = made[start : start + AT_ONCE]
        session.add_all(batch)
        session.flush()
        write_keys(session, batch)
    ids = [referral.id for referral in made]
    session.flush()
    session.expunge_all()
    for table in ("likeness_keys", "referrals", "families", "members"):
        session.execute(text(f"analyze {table}"))
    return ids


def _referral(home: Home, said: dict[str, Any], organisation: UUID) -> Referral:
    at = datetime.combine(home.told_on, clock_time(9), UTC)
    members = [Member(id=uuid7(at), position=position, **member) for position, member in enumerate(said["members"])]
    family = Family(id=uuid7(at), registered_at=at, members=members, **{name: said[name] for name in _NAMED})
    return Referral(
        id=uuid7(), reference=str(family.id), status="declined", household=family, family=family.id,
        to_organisation=organisation, channel="partner", urgency="routine", basis_kind="legal_duty",
        basis_given_on=home.told_on, reasons=["other"], help_wanted=[], narrative="-", submitted_at=at,
        deadline_policy=1, escalations=0, calls=0, duty_position=0,
    )  # fmt: skip


@dataclass
class Measured:
    """Places in the region's list. `shown`: pairs that at least one of the two shows."""

    region: Region
    shown: set[Pair]
    shown_by_later: set[Pair]

    @property
    def recall(self) -> float:
        return len(self.shown_by_later & self.region.same.keys()) / len(self.region.same)

    @property
    def precision(self) -> float:
        return len(self.shown & self.region.same.keys()) / max(len(self.shown), 1)

    def of_way(self, way: str) -> tuple[int, int]:
        """Pairs of this corruption that are shown, of how many."""
        pairs = {pair for pair, why in self.region.same.items() if why == way}
        return len(pairs & self.shown_by_later), len(pairs)

    def of_trap(self, trap: str) -> tuple[int, int]:
        """Pairs of this trap that are wrongly shown, of how many."""
        pairs = {pair for pair, why in self.region.traps.items() if why == trap}
        return len(pairs & self.shown), len(pairs)

    def by_chance(self) -> int:
        """Wrongly shown pairs that are no trap."""
        return len(self.shown - self.region.same.keys() - self.region.traps.keys())


def measure(session: Session, region: Region, ids: list[UUID]) -> Measured:
    """Look each referral up as its receiver does; the one that came later must show the earlier one to be recalled."""
    place = {id: number for number, id in enumerate(ids)}
    found = Measured(region, set(), set())
    for referral in _each(session, ids):
        number = place[referral.id]
        others = {place[one.referral.id] for one in possible_duplicates(session, referral)}
        found.shown |= {(min(number, other), max(number, other)) for other in others}
        found.shown_by_later |= {(other, number) for other in others if other < number}
    return found


def _each(session: Session, ids: list[UUID]) -> Iterator[Referral]:
    for start in range(0, len(ids), AT_ONCE):
        batch = select(Referral).where(Referral.id.in_(ids[start : start + AT_ONCE]))
        yield from session.scalars(batch.options(joinedload(Referral.household))).all()
        session.expunge_all()


def look_up(session: Session, ids: Iterable[UUID]) -> Iterator[tuple[float, int]]:
    """Seconds and number of candidates of each, in a session that knows nothing yet, as one of a request."""
    for id in ids:
        session.expunge_all()
        referral = session.get_one(Referral, id)
        began = time.perf_counter()
        possible_duplicates(session, referral)
        took = time.perf_counter() - began
        yield took, len(candidate_ids(session, referral))
