"""Tables that keep a register in order: what an organisation set, who was warned of what, what pairings taught."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.volunteers.model import Base


class RegisterSettings(Base):
    """The numbers that an organisation chose, each version whole; of what it never chose the usual number holds. Rows
    are never changed, so that one reads who changed what when. `changed_by` is null for what an upgrade kept."""

    __tablename__ = "register_settings"

    organisation: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    changed_at: Mapped[datetime]
    changed_by: Mapped[UUID | None]
    chosen: Mapped[dict[str, Any]]


class VettingNotice(Base):
    """A warning that was given: `days` before the last day of the document, 0 once it ran out. Never given again."""

    __tablename__ = "vetting_notices"

    volunteer: Mapped[UUID] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    expires_on: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]


class FeedbackAsk(Base):
    """Both sides of a pairing were asked how it is; once. Apart from the pairing, whose version it must not change."""

    __tablename__ = "feedback_asks"

    assignment: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    at: Mapped[datetime]


class Feedback(Base):
    """How one side says a pairing is or was: `side` is `worker` or `volunteer`, `answers` question → answer, as codes.
    Read by who gave it alone; others see what all of them come to."""

    __tablename__ = "feedback"

    assignment: Mapped[UUID] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    organisation: Mapped[UUID]
    by: Mapped[UUID]
    given_at: Mapped[datetime]
    first_given_at: Mapped[datetime]
    answers: Mapped[dict[str, Any]]

    __mapper_args__ = {"version_id_col": version}
