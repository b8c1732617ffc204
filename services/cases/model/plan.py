"""A family's plan, and every version of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base, Facts
from services.cases.rules.plan import Participation


class Plan(Base):
    """The present plan. `revision` is its ETag, `number` its version: a member who comes changes only the first."""

    __tablename__ = "plans"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    revision: Mapped[int]
    number: Mapped[int]
    state: Mapped[str]
    goals: Mapped[list[dict[str, Any]]]
    participation: Mapped[list[dict[str, Any]]]

    @property
    def participants(self) -> list[Participation]:
        return [participation_of(one) for one in self.participation]

    @property
    def needs_specialist(self) -> bool:
        """Whether an open goal does."""
        return any(goal["needs_specialist"] and goal["status"] == "open" for goal in self.goals)


class PlanVersion(Base):
    """A plan as it was saved: `valid` or `draft`."""

    __tablename__ = "plan_versions"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("plans.case_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int]
    state: Mapped[str]
    goals: Mapped[list[dict[str, Any]]]
    participation: Mapped[list[dict[str, Any]]]
    saved_on: Mapped[date]
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID]


def participation_of(written: Facts) -> Participation:
    return Participation(UUID(str(written["member"])), written["took_part"], written.get("reason"))
