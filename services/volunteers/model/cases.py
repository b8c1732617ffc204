"""What is known of cases."""

from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.volunteers.model.base import Base


class KnownCase(Base):
    """Replica: who works on a case now. `team` are people, the worker too."""

    __tablename__ = "known_cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    team: Mapped[list[UUID]]
