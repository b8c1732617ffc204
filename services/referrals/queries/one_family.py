"""Referrals of one family to one organisation: those whose families were merged, and those that may be."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from services.referrals.commands.apart import one_with
from services.referrals.model import Family, Referral

MERGED_AT_MOST = 50


def merged_with(session: Session, referral: Referral) -> list[Referral]:
    """Other referrals to the same organisation whose family is known to be this one, the newest first."""
    families = one_with(session, referral.household)
    if families == {referral.family}:
        return []
    found = select(Referral).where(Referral.family.in_(families), Referral.id != referral.id)
    found = found.where(Referral.to_organisation == referral.to_organisation).options(joinedload(Referral.household))
    return list(session.scalars(found.order_by(Referral.id.desc()).limit(MERGED_AT_MOST)))


def fetch_members(session: Session, families: Sequence[UUID]) -> dict[UUID, Family]:
    """Families by id, with their members, at once."""
    found = select(Family).where(Family.id.in_(families)).options(selectinload(Family.members))
    return {one.id: one for one in session.scalars(found.execution_options(populate_existing=True))}
