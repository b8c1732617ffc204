"""Links that open one proposal without a password, the mails that bring them, links of calendar feeds, and how often
links are tried."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from services.volunteers.model.base import Base
from shared.calendars.links import Link
from shared.letters import Waiting


class ProposalLink(Base):
    """`expires_at` and `answered_at` are system time, as for all links. `answered_at`: a yes or no was said by it."""

    __tablename__ = "proposal_links"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    proposal: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"))
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]


class ProposalMail(Waiting, Base):
    """A mail to who is asked."""

    __tablename__ = "proposal_mails"

    proposal: Mapped[UUID] = mapped_column(ForeignKey("proposals.id"))


class CalendarLink(Link, Base):
    """By it the calendar program of a volunteer reads what lies before them."""

    __tablename__ = "calendar_links"


class Throttle(Base):
    """The table of `shared.throttles`: `key` is a keyed hash, never the address itself."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    attempts: Mapped[int] = mapped_column(BigInteger)
    window_ends_at: Mapped[datetime]
