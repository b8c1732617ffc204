"""What changed in a case and is no entry: who works on it, and where a request for people stands."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from services.cases.model.base import Base


class TeamChange(Base):
    """`worker` and `previous_worker` are the same where only the rest of the team changed."""

    __tablename__ = "team_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    worker: Mapped[UUID | None]
    previous_worker: Mapped[UUID | None]
    joined: Mapped[list[UUID]]
    went: Mapped[list[UUID]]


class RequestChange(Base):
    """A request's new status. `by` is null for what the other side did: nobody is asked why, nor pointed at."""

    __tablename__ = "request_changes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    request: Mapped[UUID] = mapped_column(ForeignKey("support_requests.id"))
    status: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[UUID | None]
