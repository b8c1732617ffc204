"""What is set up for referrals: how long things may take, and who is on duty."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from services.referrals.model.base import Base
from shared.deadlines.policies import Held


class DeadlinePolicy(Held, Base):
    """All numbers of `rules.lengths` as they held from `changed_at` on; the highest version holds now. Rows are never
    changed: a referral keeps those under which its time began, and one reads who changed what when. `changed_by` is
    null for what the product came with."""

    __tablename__ = "deadline_policies"


class DutyRoster(Base):
    """Who of an organisation is called first, second, and so on, when a family is in danger right now."""

    __tablename__ = "duty_rosters"

    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    people: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID]
