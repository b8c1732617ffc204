"""Possible duplicates of a referral: candidates by the keys they share, compared by the rules, those shown."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session, joinedload

from services.referrals.commands.alias import root
from services.referrals.commands.apart import apart_from
from services.referrals.commands.comparing import alike
from services.referrals.commands.likeness import household
from services.referrals.model import Family, Referral
from services.referrals.rules.likeness import Likeness, keys

DUPLICATES_AT_MOST = 20
"""Shown of one referral."""

OF_A_KEY = 50
"""Candidates taken of one key, the newest: what more families share than that tells little of one of them."""

CANDIDATES_AT_MOST = 150
"""Compared for one referral: those that share most keys with it."""

CANDIDATES = """
    select shared.record
    from unnest(cast(:keys as bigint[])) wanted (key), lateral (
        select record from likeness_keys
        where organisation = :organisation and key = wanted.key and record <> :record
        order by record desc limit :of_a_key) shared
    group by shared.record order by count(*) desc, shared.record desc limit :at_most
"""


class Duplicate(NamedTuple):
    referral: Referral
    likeness: Likeness


def possible_duplicates(session: Session, referral: Referral) -> list[Duplicate]:
    """Other referrals to the same organisation whose family may be this one; the likeliest first, then the newest.

    Left out are families that are one with it already, and those that a coordinator said are not.
    """
    found = _undecided(session, referral, _alike(session, referral))
    found.sort(key=lambda one: (one.likeness.score, one.referral.id), reverse=True)
    return found[:DUPLICATES_AT_MOST]


def _undecided(session: Session, referral: Referral, found: list[Duplicate]) -> list[Duplicate]:
    if not found:
        return []
    decided = apart_from(session, referral.household) | {root(session, referral.household).id}
    return [one for one in found if root(session, one.referral.household).id not in decided]


def _alike(session: Session, referral: Referral) -> list[Duplicate]:
    """Without the members: all that is told of them is their ids."""
    found = alike(session, referral, candidate_ids(session, referral))
    if not found:
        return []
    wanted = select(Referral).where(Referral.id.in_(found))
    wanted = wanted.options(joinedload(Referral.household).lazyload(Family.members))
    return [Duplicate(one, found[one.id]) for one in session.scalars(wanted)]


def candidate_ids(session: Session, referral: Referral) -> list[UUID]:
    """Referrals to the same organisation that share a key, those that share most first."""
    return list(session.scalars(text(CANDIDATES), asked_for(referral)))


def asked_for(referral: Referral) -> dict[str, Any]:
    """What `CANDIDATES` is asked with."""
    return {
        "keys": sorted(keys(household(referral.household))),
        "organisation": referral.to_organisation,
        "record": referral.id,
        "of_a_key": OF_A_KEY,
        "at_most": CANDIDATES_AT_MOST,
    }
