"""Files of referrals that were imported."""

from uuid import UUID

from sqlalchemy.orm import Mapped

from services.referrals.model.base import Base
from shared.spreadsheets.kept import Kept


class Import(Kept, Base):
    """`referrals` are in the file's order."""

    __tablename__ = "imports"

    referrals: Mapped[list[UUID]]
