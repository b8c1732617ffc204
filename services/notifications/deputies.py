"""Who is told in the place of somebody who is away."""

from collections.abc import Collection, Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from services.notifications.audiences import Audience, Facts
from shared.codes import DEPUTISED_ROLES
from shared.directory.lookup import away_now, is_at_work
from shared.directory.model import KnownPerson


class StandIn(NamedTuple):
    deputy: UUID
    absent: UUID


def deputies(session: Session, audience: Audience, facts: Facts, found: Collection[UUID]) -> Iterator[StandIn]:
    """The deputies of those whom the audience found, as far as they have the role by which it found them; nobody
    twice, and nobody whom it leaves out."""
    away = away_now(session, found) if found else {}
    left_out = {person for without in audience.without for person in without(session, facts)} if away else set()
    for absent in sorted(found & away.keys()):
        deputy = away[absent].deputy
        if deputy not in left_out and _told_as(session, absent, deputy) & audience.roles:
            left_out.add(deputy)
            yield StandIn(deputy, absent)


def _told_as(session: Session, absent: UUID, deputy: UUID) -> set[str]:
    """Roles that both have now."""
    one, other = session.get_one(KnownPerson, absent), session.get_one(KnownPerson, deputy)
    return set(one.roles) & set(other.roles) & DEPUTISED_ROLES if is_at_work(session, other) else set()
