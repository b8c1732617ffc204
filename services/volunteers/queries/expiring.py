"""Whose papers end soon, or have ended."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session, joinedload

from services.volunteers.model import Volunteer
from services.volunteers.rules import vetting
from services.volunteers.rules.vetting import NEAR_DAYS

AT_MOST = 500
"""People who are looked at: beyond that nobody reads the list to its end (ours)."""

_ENDS = text(
    "exists (select 1 from jsonb_array_elements(volunteers.documents) paper where (paper ->> 'expires_on') <= :day)"
)


class Expiring(NamedTuple):
    """`day`: the first last day of a document that nothing renews."""

    volunteer: Volunteer
    day: date


def expiring(session: Session, organisation: UUID, today: date) -> list[Expiring]:
    """Who takes part and whose document ends within the longest warning; what ends first comes first."""
    near = today + timedelta(days=max(NEAR_DAYS))
    found = select(Volunteer).where(Volunteer.organisation == organisation, Volunteer.status != "left", _ENDS)
    rows = session.scalars(found.options(joinedload(Volunteer.known)).limit(AT_MOST), {"day": near.isoformat()})
    first = [(row, min(vetting.ending(row.vetting["documents"]).values(), default=None)) for row in rows]
    return sorted(
        (Expiring(row, day) for row, day in first if day and day <= near), key=lambda one: (one.day, one.volunteer.id)
    )
