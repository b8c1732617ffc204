"""Invitations: by one an organisation without accounts sends one referral, and learns what becomes of it."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.referrals.model.base import Base
from shared.letters import Waiting

if TYPE_CHECKING:
    from services.referrals.model.referral import Referral


class Invitation(Base):
    """`organisation` invites and is to receive; `organisation_name`, `email`, `contact_name` are of who is invited.
    `expires_at` is system time, as for all links."""

    __tablename__ = "invitations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID]
    invited_by: Mapped[UUID]
    organisation_name: Mapped[str]
    email: Mapped[str]
    contact_name: Mapped[str | None]
    invited_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]

    referral: Mapped["Referral | None"] = relationship(back_populates="guest")

    def state(self, now: datetime) -> str:
        """One of `codes.INVITATION_STATES`; `now` is system time."""
        if self.referral:
            return "used"
        if self.cancelled_at:
            return "cancelled"
        return "expired" if self.expires_at <= now else "open"


class InvitationLink(Base):
    """One link of an invitation, each mail brings another. Only the hash of its token is kept."""

    __tablename__ = "invitation_links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    invitation: Mapped[UUID] = mapped_column(ForeignKey("invitations.id"))
    expires_at: Mapped[datetime]


class InvitationMail(Waiting, Base):
    """A mail to who was invited: before the referral is sent the invitation itself, then that there is news."""

    __tablename__ = "invitation_mails"

    invitation: Mapped[UUID] = mapped_column(ForeignKey("invitations.id"))
