"""A roadmap: ordered rehabilitation stages of a case that needs complex help, each checked by another person."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.annulled import Annullable
from services.cases.model.base import Base
from services.cases.model.case import Case


class StageCheck(Base, Annullable):
    """What another person found: `passed`, or `sent_back` with a reason."""

    __tablename__ = "stage_checks"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    presentation_id: Mapped[UUID] = mapped_column(ForeignKey("stage_presentations.id"))
    verdict: Mapped[str]
    reason: Mapped[str | None]
    checked_on: Mapped[date]
    checked_at: Mapped[datetime]
    checked_by: Mapped[UUID]


class StagePresentation(Base, Annullable):
    """Someone of the team says that a stage was passed on a day."""

    __tablename__ = "stage_presentations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("roadmap_stages.id"))
    passed_on: Mapped[date]
    note: Mapped[str]
    presented_at: Mapped[datetime]
    presented_by: Mapped[UUID]

    checks: Mapped[list[StageCheck]] = relationship(order_by=StageCheck.id, cascade="save-update")
    stage: Mapped["Stage"] = relationship(back_populates="presentations")

    @property
    def check(self) -> StageCheck | None:
        """The one that counts."""
        return next((check for check in self.checks if check.counts), None)

    @property
    def verdict(self) -> str | None:
        """Null while it waits for a check."""
        return self.check.verdict if self.check else None


class Stage(Base):
    """`position` from 1. `who`: the id of a member or of a person, or anyone else in words. A stage that was never
    presented may be left out of a later version; the versions keep it."""

    __tablename__ = "roadmap_stages"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.case_id"))
    position: Mapped[int]
    title: Mapped[str]
    shown_by: Mapped[str]
    due_on: Mapped[date]
    who: Mapped[str]

    presentations: Mapped[list[StagePresentation]] = relationship(
        order_by=StagePresentation.id, back_populates="stage", cascade="save-update"
    )

    @property
    def presented(self) -> StagePresentation | None:
        """The last that counts."""
        counting = [one for one in self.presentations if one.counts]
        return counting[-1] if counting else None


class Roadmap(Base):
    """The present one of a case. `revision` is its ETag and grows with all that it shows; `number` is its version."""

    __tablename__ = "roadmaps"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    revision: Mapped[int]
    number: Mapped[int]
    purpose: Mapped[str]

    case: Mapped[Case] = relationship()
    stages: Mapped[list[Stage]] = relationship(order_by=Stage.position, cascade="save-update, delete-orphan, delete")


class RoadmapVersion(Base):
    """A roadmap as it was saved."""

    __tablename__ = "roadmap_versions"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("roadmaps.case_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    stages: Mapped[list[dict[str, Any]]]
    saved_at: Mapped[datetime]
    saved_by: Mapped[UUID]
