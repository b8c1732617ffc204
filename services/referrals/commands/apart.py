"""A coordinator's word that two families are two. It holds until they are merged, and through other merges."""

from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from services.referrals.commands.alias import root
from services.referrals.model import Family, KeptApart
from shared import clock
from shared.caller import Caller
from shared.ids import uuid7


def keep_apart(session: Session, caller: Caller, one: UUID, other: UUID) -> None:
    """Once: the first word stands. Whoever calls holds `alias.lock_merges`."""
    family, other = sorted((one, other))
    standing = select(KeptApart.id).where(
        KeptApart.family == family, KeptApart.other == other, KeptApart.ended_at.is_(None)
    )
    if session.scalar(standing) is None:
        decided = {"decided_at": clock.now(), "decided_by": caller.person}
        session.add(KeptApart(id=uuid7(), family=family, other=other, ended_at=None, ended_by=None, **decided))
        session.flush()


def end_apart(session: Session, caller: Caller, one: Family, other: Family) -> None:
    """They are one after all, with all that each of them is already."""
    ours, theirs = one_with(session, one), one_with(session, other)
    between = or_(
        KeptApart.family.in_(ours) & KeptApart.other.in_(theirs),
        KeptApart.family.in_(theirs) & KeptApart.other.in_(ours),
    )
    standing = update(KeptApart).where(between, KeptApart.ended_at.is_(None))
    session.execute(standing.values(ended_at=clock.now(), ended_by=caller.person))


def apart_from(session: Session, family: Family) -> set[UUID]:
    """Roots of the families that are not this one, by the word given on any of those merged with it."""
    ours = one_with(session, family)
    said = select(KeptApart).where(
        or_(KeptApart.family.in_(ours), KeptApart.other.in_(ours)), KeptApart.ended_at.is_(None)
    )
    others = {one.other if one.family in ours else one.family for one in session.scalars(said)}
    return {root(session, session.get_one(Family, id)).id for id in others}


def one_with(session: Session, family: Family) -> set[UUID]:
    """This family and all that are merged with it."""
    found = newest = {root(session, family).id}
    while newest:
        newest = set(session.scalars(select(Family.id).where(Family.merged_into.in_(newest))))
        found = found | newest
    return found
