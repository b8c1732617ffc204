"""A family's wish for a contact family or a volunteer, from the request to the end of the pairing."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.base import Base

if TYPE_CHECKING:
    from services.cases.model.case import Case


class SupportRequest(Base):
    """`volunteer`, `person` and `assignment` are there once someone said yes, the introduction once it was made."""

    __tablename__ = "support_requests"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    version: Mapped[int]
    kind: Mapped[str]
    status: Mapped[str]
    skills: Mapped[list[str]]
    experience: Mapped[list[str]]
    district: Mapped[str]
    languages: Mapped[list[str]]
    times: Mapped[list[dict[str, Any]]]
    about: Mapped[str]
    children_ages: Mapped[list[int]]
    family_agreed_on: Mapped[date | None]
    requested_at: Mapped[datetime]
    requested_by: Mapped[UUID]
    volunteer: Mapped[UUID | None]
    person: Mapped[UUID | None]
    assignment: Mapped[UUID | None]
    first_names: Mapped[list[str] | None]
    contact_name: Mapped[str | None]
    contact_phone: Mapped[str | None]
    first_meeting_at: Mapped[datetime | None]
    first_meeting_place: Mapped[str | None]

    case: Mapped["Case"] = relationship(back_populates="support_requests")


class Proposal(Base):
    """Whether someone who was asked for a request has yet to answer."""

    __tablename__ = "proposals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    request: Mapped[UUID]
    standing: Mapped[bool]
