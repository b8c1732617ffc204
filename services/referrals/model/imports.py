"""Files of referrals that were imported."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base
from shared.spreadsheets.kept import Kept


class Import(Kept, Base):
    """`referrals` are in the file's order. `kind`: `referrals`, or `cases` that began before they were kept here."""

    __tablename__ = "imports"

    kind: Mapped[str] = mapped_column(default="referrals")
    referrals: Mapped[list[UUID]]
