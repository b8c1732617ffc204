"""Appeals of families themselves, and the forms by which they came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class Appeal(Base):
    """That a family sent this referral itself. `code_hash` is keyed: see `rules.slips`."""

    __tablename__ = "appeals"

    referral: Mapped[UUID] = mapped_column(ForeignKey("referrals.id"), primary_key=True)
    code_hash: Mapped[bytes]


class UsedForm(Base):
    """A form that was sent, kept as long as it could be sent again."""

    __tablename__ = "used_forms"

    nonce: Mapped[str] = mapped_column(primary_key=True)
    expires_at: Mapped[datetime]
