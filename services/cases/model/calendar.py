"""Links of calendar feeds."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base
from shared.calendars.links import Link


class CalendarLink(Link, Base):
    """By it a person's calendar program reads what lies before them."""

    __tablename__ = "calendar_links"


class Throttle(Base):
    """The table of `shared.throttles`: `key` is a keyed hash, never the address itself."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(BigInteger)
    window_ends_at: Mapped[datetime]
