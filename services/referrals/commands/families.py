"""Two families turn out to be one, or two after all. Ids stay as they were given; an alias says that they are one."""

from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from services.referrals.commands.alias import lock_merges, root
from services.referrals.commands.apart import end_apart, keep_apart
from services.referrals.commands.events import tell_family
from services.referrals.commands.likeness import household
from services.referrals.model import Alias, Family, Referral
from services.referrals.rules import states
from services.referrals.rules.likeness import one_person
from shared import clock
from shared.caller import Caller
from shared.contracts.referrals import FAMILY_MERGED, FAMILY_SEPARATED
from shared.ids import uuid7
from shared.problems import Conflict, Invalid, NotFound


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
    """Undo the merge of this family into another that is the own organisation's too; they are kept apart from now."""
    lock_merges(session)
    if family.merged_into is None:
        raise Conflict("This family is not merged into another.", state="separate")
    if own_family(session, caller, family.merged_into) is None:
        raise NotFound
    alias = session.scalars(select(Alias).where(Alias.family == family.id, Alias.separated_at.is_(None))).one()
    alias.separated_at, alias.separated_by = clock.now(), caller.person
    separated_from, family.merged_into = family.merged_into, None
    keep_apart(session, caller, family.id, separated_from)
    tell_family(session, FAMILY_SEPARATED, family, caller, separated_from=separated_from)
    return family


def distinct(session: Session, caller: Caller, family: Family, *, from_family: UUID) -> Family:
    """Say that this and another family of the own organisation are two: neither is shown for the other any more.

    Merging them takes it back. Raises Conflict when they are one, until they are separated.
    """
    lock_merges(session)
    other = own_family(session, caller, from_family)
    if other is None:
        raise Invalid({"from": ["not_found"]})
    if other is family:
        raise Invalid({"from": ["same_family"]})
    if root(session, other) is root(session, family):
        raise Conflict("These families are merged. Separate them.", state="merged")
    keep_apart(session, caller, family.id, other.id)
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


def _merge(session: Session, caller: Caller, family: Family, into: Family) -> None:
    end_apart(session, caller, family, into)
    family.merged_into = into.id
    session.add(
        Alias(id=uuid7(), family=family.id, into_family=into.id, merged_at=clock.now(), merged_by=caller.person)
    )
    tell_family(session, FAMILY_MERGED, family, caller, **merge_told(family, into))


def merge_told(family: Family, into: Family) -> dict[str, Any]:
    """What a merge says: into which family, and who of this one is who there."""
    found = one_person(household(family), household(into))
    same = [{"id": person.one, "same_as": person.other} for person in found]
    return {"into": into.id, "members": same}
