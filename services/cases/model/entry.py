"""What was done with a family and how it ended. Entries are never edited: a mistake is annulled."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.annulled import Annullable
from services.cases.model.base import Base, Facts


class Entry(Base, Annullable):
    """An agreement, contact, note, assessment, service, review, follow-up or introduction; or what was done before the
    case was kept here. `happened_on` is the day that it states, `facts` the rest of what was sent."""

    __tablename__ = "entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    round: Mapped[int]
    kind: Mapped[str]
    happened_on: Mapped[date]
    happened_at: Mapped[datetime | None]
    facts: Mapped[Facts]
    author: Mapped[UUID]
    written_at: Mapped[datetime]


class Closure(Base):
    """How support ended, and, when it went on after all, why. `last_status` is the state to go back to."""

    __tablename__ = "closures"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    round: Mapped[int]
    last_status: Mapped[str]
    outcome: Mapped[str]
    closed_on: Mapped[date]
    facts: Mapped[Facts]
    closed_by: Mapped[UUID]
    closed_at: Mapped[datetime]
    reopened_on: Mapped[date | None]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[UUID | None]
    reopen_reason: Mapped[str | None]
