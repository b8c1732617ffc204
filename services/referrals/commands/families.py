"""Two families turn out to be one, or two after all. Ids stay as they were given; an alias says that they are one."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from services.referrals.commands.events import tell_family
from services.referrals.model import Alias, Family, Referral
from services.referrals.rules import states
from services.referrals.rules.likeness import same_people
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_SEPARATED
from shared.ids import uuid7
from shared.problems import Conflict, Invalid, NotFound

MERGES_LOCK = 7_301


def merge(session: Session, caller: Caller, family: Family, *, into: UUID) -> Family:
    """`into` is another family that was referred to the own organisation."""
    lock_merges(session)
    other = own_family(session, caller, into)
    if other is None:
        raise Invalid({"into": ["not_found"]})
    if other is family:
        raise Invalid({"into": ["same_family"]})
    if family.merged_into:
        raise Conflict("This family is merged already. Separate it first.", state="merged")
    if root(session, other) is family:
        raise Conflict("That family was merged into this one. Separate it first.", state="merged")
    _merge(session, caller, family, other)
    return family


def separate(session: Session, caller: Caller, family: Family) -> Family:
    """Undo the merge of this family into another that is the own organisation's too."""
    lock_merges(session)
    if family.merged_into is None:
        raise Conflict("This family is not merged into another.", state="separate")
    if own_family(session, caller, family.merged_into) is None:
        raise NotFound
    alias = session.scalars(select(Alias).where(Alias.family == family.id, Alias.separated_at.is_(None))).one()
    alias.separated_at, alias.separated_by = clock.now(), caller.person
    separated_from, family.merged_into = family.merged_into, None
    tell_family(session, FAMILY_SEPARATED, family, caller, separated_from=separated_from)
    return family


def same_family(session: Session, caller: Caller, family: Family, known: Family) -> None:
    """Merge unless they are one already. Raises Invalid when `family` was merged into a third one."""
    if known is family:
        raise Invalid({"of": ["same_family"]})
    lock_merges(session)
    for row in (family, known):
        session.refresh(row, with_for_update=True)
    if root(session, family) is root(session, known):
        _require_someone_in_charge(session, caller, family, known)
        return
    if family.merged_into:
        raise Invalid({"of": ["merged_elsewhere"]}, "This family was merged into another one. Separate it first.")
    _merge(session, caller, family, known)


def _require_someone_in_charge(session: Session, caller: Caller, family: Family, known: Family) -> None:
    """Of two referrals of one family, each a duplicate of the other, nobody would answer either."""
    ours = (Referral.family == known.id, Referral.to_organisation == caller.organisation)
    statuses = session.scalars(select(Referral.status).where(*ours)).all()
    if root(session, known) is family and set(statuses) == {states.DUPLICATE}:
        raise Invalid({"of": ["same_family"]}, "That family is known as a duplicate of this one. Take this one on.")


def own_family(session: Session, caller: Caller, id: UUID) -> Family | None:
    """The family when it was referred to the caller's organisation, which still has that referral."""
    if caller.organisation is None:
        return None
    ours = exists().where(Referral.family == Family.id, Referral.to_organisation == caller.organisation)
    return session.scalars(select(Family).where(Family.id == id, ours)).one_or_none()


def root(session: Session, family: Family) -> Family:
    """The family that stands for this one, through all merges."""
    while family.merged_into:
        family = session.get_one(Family, family.merged_into)
    return family


def lock_merges(session: Session) -> None:
    """Merges are rare and done one at a time, before any family's row is locked: two at once could close a circle."""
    session.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": MERGES_LOCK})


def _merge(session: Session, caller: Caller, family: Family, into: Family) -> None:
    family.merged_into = into.id
    session.add(
        Alias(id=uuid7(), family=family.id, into_family=into.id, merged_at=clock.now(), merged_by=caller.person)
    )
    tell_family(session, FAMILY_MERGED, family, caller, **merge_told(family, into))


def merge_told(family: Family, into: Family) -> dict[str, Any]:
    """What a merge says: into which family, and who of this one is who there."""
    same = [{"id": one, "same_as": other} for one, other in same_people(family, into)]
    return {"into": into.id, "members": same}
