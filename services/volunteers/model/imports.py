"""Files of volunteers that were imported."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from services.volunteers.model.base import Base
from shared.spreadsheets.kept import Kept


class Import(Kept, Base):
    """`volunteers` are in the file's order."""

    __tablename__ = "imports"

    volunteers: Mapped[list[UUID]]
