"""Files of referrals that were imported, so that one sent twice is noticed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class Import(Base):
    """`digest` is of the file, which is not kept; `referrals` are in its order."""

    __tablename__ = "imports"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID | None]
    sent_by: Mapped[UUID]
    digest: Mapped[bytes]
    imported_at: Mapped[datetime]
    referrals: Mapped[list[UUID]]
