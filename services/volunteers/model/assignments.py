"""Pairings and their journals."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from services.volunteers.model.base import NAMELESS, Base
from services.volunteers.model.register import Volunteer
from services.volunteers.model.requests import Request
from services.volunteers.people import is_gone
from shared.directory.model import KnownPerson

BUSY = ("started", "introduced")
"""States of an assignment that take one of the volunteer's places."""


class Assignment(Base):
    """A yes: the pairing of a family and a volunteer. `introduction` is there from the introduction to the end.
    `reasons` are the codes of what spoke for it when it began."""

    __tablename__ = "assignments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    request_id: Mapped[UUID] = mapped_column("request", ForeignKey("requests.id"))
    proposal_id: Mapped[UUID] = mapped_column("proposal", ForeignKey("proposals.id"))
    volunteer_id: Mapped[UUID] = mapped_column("volunteer", ForeignKey("volunteers.id"))
    status: Mapped[str]
    supervised_by: Mapped[UUID]
    started_at: Mapped[datetime]
    introduced_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    introduction: Mapped[dict[str, Any] | None]
    reasons: Mapped[list[str]] = mapped_column(default=list)

    request: Mapped[Request] = relationship()
    volunteer: Mapped[Volunteer] = relationship()
    supervisor: Mapped[KnownPerson | None] = relationship(
        KnownPerson, primaryjoin=lambda: foreign(Assignment.supervised_by) == KnownPerson.id, viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def supervisor_is_gone(self) -> bool:
        return is_gone(self.supervisor, self.volunteer.organisation, "volunteer_coordinator")

    @property
    def supervisor_name(self) -> str:
        return self.supervisor.display_name if self.supervisor else NAMELESS


class JournalEntry(Base):
    """What a volunteer wrote down about a meeting; read by them and by who supervises them, by nobody else."""

    __tablename__ = "journal_entries"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    assignment: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    author: Mapped[UUID]
    at: Mapped[datetime]
    text: Mapped[str]
    written_at: Mapped[datetime]
