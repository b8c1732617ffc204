"""The present state of every family and referral, for those who do not know it yet."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from services.referrals.commands.alias import lock_merges
from services.referrals.commands.events import family_state, state
from services.referrals.commands.families import merge_told
from services.referrals.model import Family, Referral
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_REGISTERED, REFERRAL_SUBMITTED
from shared.eventing.replay import locked
from shared.service import State


def snapshots(session: Session) -> Iterator[State]:
    """Locked in the order in which commands lock: a referral, the merges, then families."""
    referrals = select(Referral).options(selectinload(Referral.household)).order_by(Referral.id)
    for referral in locked(session, referrals):
        yield REFERRAL_SUBMITTED, referral.id, state(referral) | {"at": referral.submitted_at, "by": referral.sent_by}
    lock_merges(session)
    for family in locked(session, select(Family).order_by(Family.id)):
        yield FAMILY_REGISTERED, family.id, family_state(family) | {"at": family.registered_at}
        if family.merged_into:
            into = session.get_one(Family, family.merged_into)
            yield FAMILY_MERGED, family.id, family_state(family) | merge_told(family, into)
