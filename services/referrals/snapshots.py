"""The present state of every family and referral, for those who do not know it yet."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.referrals.commands.events import family_state, state
from services.referrals.model import Family, Referral
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_REGISTERED, REFERRAL_SUBMITTED
from shared.service import State

BATCH = 500


def snapshots(session: Session) -> Iterator[State]:
    for family in session.scalars(select(Family).order_by(Family.id).execution_options(yield_per=BATCH)):
        yield FAMILY_REGISTERED, family.id, family_state(family) | {"at": family.registered_at}
        if family.merged_into:
            yield FAMILY_MERGED, family.id, family_state(family) | {"into": family.merged_into}
    found = select(Referral).options(selectinload(Referral.household)).order_by(Referral.id)
    for referral in session.scalars(found.execution_options(yield_per=BATCH)):
        yield REFERRAL_SUBMITTED, referral.id, state(referral) | {"at": referral.submitted_at, "by": referral.sent_by}
