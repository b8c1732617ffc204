"""Questions to volunteers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.volunteers.model.base import Base
from services.volunteers.model.register import Volunteer
from services.volunteers.model.requests import Request


class Proposal(Base):
    """A volunteer is asked whether they take a request. `decline_reason` never leaves this service's database
    but to the coordinators who asked."""

    __tablename__ = "proposals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    request_id: Mapped[UUID] = mapped_column("request", ForeignKey("requests.id"))
    volunteer_id: Mapped[UUID] = mapped_column("volunteer", ForeignKey("volunteers.id"))
    status: Mapped[str]
    supervised_by: Mapped[UUID]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    decline_reason: Mapped[str | None]

    request: Mapped[Request] = relationship()
    volunteer: Mapped[Volunteer] = relationship()

    __mapper_args__ = {"version_id_col": version}
