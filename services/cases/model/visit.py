"""A visit or another contact that somebody plans, and what became of it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.base import Base
from services.cases.model.case import Case


class Visit(Base):
    """`who` of the team makes it; `contact` is the entry that says how it was. `version` is the ETag, and the SEQUENCE
    of its entry in calendars."""

    __tablename__ = "visits"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    version: Mapped[int]
    kind: Mapped[str]
    status: Mapped[str]
    at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str | None]
    members: Mapped[list[UUID]]
    note: Mapped[str | None]
    who: Mapped[UUID]
    changed_at: Mapped[datetime]
    contact: Mapped[UUID | None] = mapped_column(ForeignKey("entries.id"))

    case: Mapped[Case] = relationship()
    changes: Mapped[list["VisitChange"]] = relationship(order_by="VisitChange.number", cascade="save-update")


class VisitChange(Base):
    """One thing that became of it: `planned`, `moved`, `changed`, `cancelled`, `done`, or `reopened` when the contact
    was annulled. `was_at`: the moment before it was moved. A cancellation without `reason`: the case was closed."""

    __tablename__ = "visit_changes"

    visit: Mapped[UUID] = mapped_column(ForeignKey("visits.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    was_at: Mapped[datetime | None]
    reason: Mapped[str | None]
