"""What an import looks up: what cells may call by name, and whose address this is."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.volunteers.imports.columns import DISTRICTS, EMPLOYERS
from shared.directory.model import KnownPerson
from shared.spreadsheets.bodies import Names
from shared.spreadsheets.names import districts, organisations


def names(session: Session) -> Names:
    return {DISTRICTS: districts(session), EMPLOYERS: organisations(session)}


def people_of(session: Session, organisation: UUID) -> dict[str, UUID]:
    """The organisation's active people by their address: of others' nothing is said."""
    found = select(KnownPerson.email, KnownPerson.id).where(
        KnownPerson.organisation == organisation, KnownPerson.active, KnownPerson.email.is_not(None)
    )
    return {email: id for email, id in session.execute(found) if email}
