"""How often something was tried."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base


class Throttle(Base):
    """The table of `shared.throttles`: `key` is a keyed hash, never the address itself."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(BigInteger)
    window_ends_at: Mapped[datetime]
