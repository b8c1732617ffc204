"""Links of calendar feeds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base


class CalendarLink(Base):
    """A person's one link: their calendar program reads by it what lies before them. Of the token only the hash is
    kept. `organisation` is where they worked when it was made: it holds nowhere else."""

    __tablename__ = "calendar_links"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID | None]
    token_hash: Mapped[bytes]
    made_at: Mapped[datetime]


class Throttle(Base):
    """The table of `shared.throttles`: `key` is a keyed hash, never the address itself."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(BigInteger)
    window_ends_at: Mapped[datetime]
