"""How much is open of a person, and how much waits where they work."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from shared.directory.model import KnownPerson
from shared.handing_over.colleagues import able

ITEMS_AT_MOST = 200
"""Of each kind; the counts say how many there are."""


def said_of(person: KnownPerson) -> dict[str, Any]:
    return {"person": person.id, "name": person.display_name, "active": person.active}


def counted(session: Session, found: Select[Any]) -> int:
    """How many rows there are."""
    return session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0


def queue(session: Session, person: KnownPerson, role: str, *waiting: Select[Any]) -> dict[str, int] | None:
    """A `Queue` of what waits at the person's organisation for everyone who has this role there; None for one who has
    it not, or works nowhere."""
    if role not in person.roles or person.organisation is None:
        return None
    others = select(KnownPerson).where(able(person.organisation, (role,)), KnownPerson.id != person.id)
    return {"waiting": sum(counted(session, rows) for rows in waiting), "others": counted(session, others)}
