"""Keys by which families are found as possible duplicates: written at submission, anew when their making changes."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session, contains_eager

from services.referrals.model import MEMBER_FIELDS, Family, LikenessKey, Referral
from services.referrals.rules.likeness import VERSION, Household, Person, keys

AT_ONCE = 200


def household(family: Family) -> Household:
    """A family as the rules compare it."""
    on = family.registered_at.date()
    members = (Person(**{name: getattr(member, name) for name in MEMBER_FIELDS}, on=on) for member in family.members)
    return Household(tuple(members), family.phone, family.address, family.district)


def write_keys(session: Session, referrals: Sequence[Referral]) -> None:
    """For referrals that have none."""
    rows = [
        {"organisation": referral.to_organisation, "key": key, "record": referral.id}
        for referral in referrals
        for key in sorted(keys(household(referral.household)))
    ]
    if rows:
        session.execute(insert(LikenessKey), rows)


def write_missing(session: Session) -> int:
    """The keys of families that another version wrote, or none; how many. What is locked has its turn next time."""
    outdated = select(Referral).join(Referral.household).where(Family.likeness_version < VERSION)
    outdated = outdated.options(contains_eager(Referral.household)).limit(AT_ONCE)
    outdated = outdated.with_for_update(of=Referral, skip_locked=True)
    referrals = session.scalars(outdated).all()
    session.execute(delete(LikenessKey).where(LikenessKey.record.in_([referral.id for referral in referrals])))
    write_keys(session, referrals)
    # Past the version: keys show in no answer, so they must not make a reader's ETag stale.
    families = [referral.family for referral in referrals]
    done = update(Family).where(Family.id.in_(families)).values(likeness_version=VERSION)
    session.execute(done, execution_options={"synchronize_session": False})
    return len(referrals)
