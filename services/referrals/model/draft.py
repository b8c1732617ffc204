"""Referrals that somebody is still writing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class Draft(Base):
    """Its owner's alone; nobody of the receiver knows of it. `content` is what `rules.drafts` makes of it. Once it is
    sent it holds nothing but `referral`, so that who sends it twice finds the one that was sent."""

    __tablename__ = "drafts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    owner: Mapped[UUID]
    organisation: Mapped[UUID | None]
    content: Mapped[dict[str, Any]]
    referral: Mapped[UUID | None] = mapped_column(ForeignKey("referrals.id"))
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
