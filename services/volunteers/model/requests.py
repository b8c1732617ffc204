"""Requests of families."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from services.volunteers.model.base import Base
from services.volunteers.model.cases import KnownCase


class Request(Base):
    """A family's wish for a contact family or a volunteer, as its case told it."""

    __tablename__ = "requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    case: Mapped[UUID]
    reference: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    skills: Mapped[list[str]]
    experience: Mapped[list[str]]
    district: Mapped[str]
    languages: Mapped[list[str]]
    times: Mapped[list[dict[str, Any]]]
    children_ages: Mapped[list[int]]
    assessing_organisations: Mapped[list[UUID]]
    about: Mapped[str | None]
    requested_at: Mapped[datetime]

    known_case: Mapped[KnownCase | None] = relationship(
        KnownCase, primaryjoin=lambda: foreign(Request.case) == KnownCase.id, viewonly=True
    )
