"""What cases told us of the case that a referral led to."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class KnownCase(Base):
    """A replica; no foreign keys, and the newest by `sequence` wins."""

    __tablename__ = "known_cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    referral: Mapped[UUID]
    family: Mapped[UUID]
    reference: Mapped[str]
    organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    status: Mapped[str]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    outcome: Mapped[str | None]
