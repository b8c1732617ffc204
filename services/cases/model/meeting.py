"""Meetings of a case's team, and what was decided there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.annulled import Annullable
from services.cases.model.base import Base
from services.cases.model.case import Case


class DecisionOutcome(Base, Annullable):
    """`done` on a day, or `dropped` with a reason."""

    __tablename__ = "decision_outcomes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    outcome: Mapped[str]
    happened_on: Mapped[date]
    reason: Mapped[str | None]
    written_at: Mapped[datetime]
    written_by: Mapped[UUID]


class Decision(Base):
    """What somebody is to do by a day. `who`: the id of a member or of a person, or anyone else in words."""

    __tablename__ = "decisions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    meeting_id: Mapped[UUID] = mapped_column(ForeignKey("team_meetings.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    text: Mapped[str]
    who: Mapped[str]
    due_on: Mapped[date]

    outcomes: Mapped[list[DecisionOutcome]] = relationship(order_by=DecisionOutcome.id, cascade="save-update")
    meeting: Mapped["TeamMeeting"] = relationship(back_populates="decisions")

    @property
    def outcome(self) -> DecisionOutcome | None:
        """The one that counts."""
        return next((one for one in self.outcomes if one.counts), None)

    @property
    def status(self) -> str:
        if not self.meeting.counts:
            return "annulled"
        return self.outcome.outcome if self.outcome else "open"


class TeamMeeting(Base, Annullable):
    """`planned`, then `held` or `cancelled`; `annulled` when it was never held after all. `came`: people, `members`:
    whom of the household came with them."""

    __tablename__ = "team_meetings"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    version: Mapped[int]
    status: Mapped[str]
    planned_at: Mapped[datetime]
    place: Mapped[str | None]
    link: Mapped[str | None]
    agenda: Mapped[str | None]
    invited: Mapped[list[UUID]]
    planned_by: Mapped[UUID]
    held_on: Mapped[date | None]
    came: Mapped[list[UUID]]
    members: Mapped[list[UUID]]
    summary: Mapped[str | None]
    recorded_at: Mapped[datetime | None]
    recorded_by: Mapped[UUID | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[UUID | None]
    cancelled_reason: Mapped[str | None]

    case: Mapped[Case] = relationship()
    decisions: Mapped[list[Decision]] = relationship(
        order_by=Decision.id, back_populates="meeting", cascade="save-update"
    )
