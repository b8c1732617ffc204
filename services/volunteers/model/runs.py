"""What a matching run saw and found. It stays as it was; what became of a line is its proposal."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from services.volunteers.model.base import Base
from services.volunteers.model.register import Volunteer
from services.volunteers.model.requests import Request


class MatchingRun(Base):
    """`seen`: how many requests, volunteers and free places there were. `points`: the sum of the chosen scores."""

    __tablename__ = "matching_runs"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    seen: Mapped[dict[str, Any]]
    matched: Mapped[int]
    points: Mapped[int]

    lines: Mapped[list["MatchingLine"]] = relationship(order_by="MatchingLine.position")


class MatchingLine(Base):
    """One request: the volunteer chosen for it with score, reasons and place on its list of candidates, or none.

    `passed_over`: candidates with a better score and what they were needed for. `changes`: of an unmatched request,
    what would have to change, with the volunteers whom it concerns.
    """

    __tablename__ = "matching_lines"

    run: Mapped[UUID] = mapped_column(ForeignKey("matching_runs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column("request")
    volunteer_id: Mapped[UUID | None] = mapped_column("volunteer")
    score: Mapped[int | None]
    place: Mapped[int | None]
    reasons: Mapped[list[dict[str, Any]]]
    passed_over: Mapped[list[dict[str, Any]]]
    changes: Mapped[list[dict[str, Any]]]
    proposal: Mapped[UUID | None] = mapped_column(ForeignKey("proposals.id"))

    request: Mapped[Request] = relationship(
        primaryjoin=lambda: foreign(MatchingLine.request_id) == Request.id, viewonly=True
    )
    volunteer: Mapped[Volunteer | None] = relationship(
        primaryjoin=lambda: foreign(MatchingLine.volunteer_id) == Volunteer.id, viewonly=True
    )
