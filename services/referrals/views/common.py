"""What several views say: names of people and organisations, who changed something."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from shared.directory.model import KnownAbsence, KnownOrganisation, KnownPerson


def name_of(session: Session, organisation: UUID | None) -> str | None:
    known = session.get(KnownOrganisation, organisation) if organisation else None
    return known.name if known else None


def names_of(session: Session, person: UUID | None) -> dict[str, str | None] | None:
    known = session.get(KnownPerson, person) if person else None
    return known.names if known else None


def changed(session: Session, at: datetime | None, by: UUID | None) -> dict[str, Any]:
    return {"changed_at": at, "changed_by": by, "changed_by_names": names_of(session, by) if by else None}


def absence(session: Session, absence: KnownAbsence | None) -> dict[str, Any] | None:
    """Until when somebody is away and who stands in; null while they are there."""
    if absence is None:
        return None
    deputy = {"deputy": absence.deputy, "deputy_names": names_of(session, absence.deputy)}
    return {"until_on": absence.until_on, **deputy}
