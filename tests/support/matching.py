"""A service full of invented families, and how many of those that are one it shows: recall, precision, time."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import time as clock_time
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from services.referrals.commands.likeness import write_keys
from services.referrals.duplicates import candidate_ids, possible_duplicates
from services.referrals.model import Family, Member, Referral
from services.referrals.schemas import HouseholdBody
from shared.ids import uuid7
from shared.reference import new_reference
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
        id=uuid7(), reference=new_reference(), status="declined", household=family, family=family.id,
        to_organisation=organisation, channel="partner", urgency="routine", basis_kind="legal_duty",
        basis_given_on=home.told_on, reasons=["other"], help_wanted=[], narrative="-", submitted_at=at,
    )  # fmt: skip


@dataclass
class Measured:
    """Places in the region's list. `shown`: pairs that at least one of the two shows; `seconds`: of each look-up."""

    region: Region
    shown: set[Pair]
    shown_by_later: set[Pair]
    seconds: list[float]
    candidates: list[int]

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


def measure(session: Session, region: Region, ids: list[UUID], *, count_candidates: bool = False) -> Measured:
    """Look each referral up as its receiver does; the one that came later must show the earlier one to be recalled."""
    place = {id: number for number, id in enumerate(ids)}
    found = Measured(region, set(), set(), [], [])
    for number, referral in _each(session, ids):
        began = time.perf_counter()
        duplicates = possible_duplicates(session, referral)
        found.seconds.append(time.perf_counter() - began)
        others = {place[one.referral.id] for one in duplicates}
        found.shown |= {(min(number, other), max(number, other)) for other in others}
        found.shown_by_later |= {(other, number) for other in others if other < number}
        if count_candidates:
            found.candidates.append(len(candidate_ids(session, referral)))
    return found


def _each(session: Session, ids: list[UUID]) -> Iterator[tuple[int, Referral]]:
    """The session forgets them now and then, as one of a request knows nothing of the last."""
    for number, id in enumerate(ids):
        yield number, session.get_one(Referral, id)
        session.expunge_all()
