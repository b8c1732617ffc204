"""Volunteers, and the watch over their documents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from services.volunteers.model.base import NAMELESS, Base
from shared.directory.model import KnownPerson


class Volunteer(Base):
    """A person as a volunteer or as a contact family, on the register of the organisation that vets them."""

    __tablename__ = "volunteers"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    person: Mapped[UUID]
    organisation: Mapped[UUID]
    kind: Mapped[str]
    status: Mapped[str]
    districts: Mapped[list[str]]
    skills: Mapped[list[str]]
    experience: Mapped[list[str]]
    languages: Mapped[list[str]]
    times: Mapped[list[dict[str, Any]]]
    capacity: Mapped[int]
    employers: Mapped[list[UUID]]
    documents: Mapped[list[dict[str, Any]]]
    trained_on: Mapped[date | None]
    interviewed_on: Mapped[date | None]
    approved_on: Mapped[date | None]
    registered_at: Mapped[datetime]
    paused_until: Mapped[date | None]

    known: Mapped[KnownPerson | None] = relationship(
        KnownPerson, primaryjoin=lambda: foreign(Volunteer.person) == KnownPerson.id, viewonly=True
    )

    watch: Mapped["VettingWatch | None"] = relationship(
        primaryjoin=lambda: Volunteer.id == foreign(VettingWatch.volunteer), viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def display_name(self) -> str:
        return self.known.display_name if self.known else NAMELESS

    @property
    def vetting(self) -> dict[str, Any]:
        """As the API shows it, with Python dates."""
        documents = [
            {"kind": document["kind"], "expires_on": _day(document["expires_on"])} for document in self.documents
        ]
        return {
            "documents": documents,
            "trained_on": self.trained_on,
            "interviewed_on": self.interviewed_on,
            "approved_on": self.approved_on,
        }

    def set_vetting(self, vetting: dict[str, Any]) -> None:
        """Write what `vetting` names; what it leaves out stays."""
        for name in ("trained_on", "interviewed_on", "approved_on"):
            if name in vetting:
                setattr(self, name, vetting[name])
        if "documents" in vetting:
            self.documents = [
                {"kind": document["kind"], "expires_on": document["expires_on"] and document["expires_on"].isoformat()}
                for document in vetting["documents"]
            ]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


class VettingWatch(Base):
    """When somebody's documents are looked at next (null: nothing of theirs ends), and whether one had run out when
    they were looked at last. Apart from the volunteer, whose version it must not change."""

    __tablename__ = "vetting_watches"

    volunteer: Mapped[UUID] = mapped_column(primary_key=True)
    look_at: Mapped[datetime | None]
    lapsed: Mapped[bool] = mapped_column(default=False)


class VettingNotice(Base):
    """A warning that was given: `days` before the last day of the document, 0 once it ran out. Never given again."""

    __tablename__ = "vetting_notices"

    volunteer: Mapped[UUID] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    expires_on: Mapped[date] = mapped_column(primary_key=True)
    days: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
