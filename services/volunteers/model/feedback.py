"""What pairings taught."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.volunteers.model.base import Base


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
