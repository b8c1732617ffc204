"""What a cell of a file of people may call by name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.identity.imports.columns import ORGANISATION
from services.identity.model import Organisation
from shared.spreadsheets.bodies import Names
from shared.spreadsheets.names import by_name


def names(session: Session) -> Names:
    """Every active organisation, by its name or id."""
    found = session.execute(select(Organisation.id, Organisation.name).where(Organisation.active))
    return {ORGANISATION: by_name((str(id), name) for id, name in found)}
