"""A concern: danger or a need for a specialist. It belongs to no entry, note or journal, and changes no case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.base import Base
from services.cases.model.case import Case
from services.cases.model.policy import DeadlinePolicy


class Concern(Base):
    """`assignment`: the pairing whose volunteer reported it, null for the team. `escalate_at`: the next time that it
    is, unless acknowledged before, by the policy under which it was raised. `text` is null when its key was
    destroyed."""

    __tablename__ = "concerns"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    organisation: Mapped[UUID]
    severity: Mapped[str]
    text: Mapped[str | None]
    members: Mapped[list[UUID]]
    reported_by: Mapped[UUID]
    assignment: Mapped[UUID | None]
    raised_at: Mapped[datetime]
    acknowledge_by: Mapped[datetime]
    escalate_at: Mapped[datetime]
    escalations: Mapped[int]
    escalated_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    acknowledged_by: Mapped[UUID | None]
    note: Mapped[str | None]
    deadline_policy: Mapped[int] = mapped_column(ForeignKey("deadline_policies.version"))

    case: Mapped[Case] = relationship()
    policy: Mapped[DeadlinePolicy] = relationship()

    @property
    def status(self) -> str:
        return "acknowledged" if self.acknowledged_at else "open"
