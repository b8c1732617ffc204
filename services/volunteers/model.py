"""The tables of volunteers. Rows of other services are known by id only."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, foreign, mapped_column, relationship

from services.volunteers.people import is_gone
from shared.columns import KEPT_AS
from shared.directory.model import KnownPerson

NAMELESS = "—"

BUSY = ("started", "introduced")
"""States of an assignment that take one of the volunteer's places."""


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS


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


class KnownCase(Base):
    """Replica: who works on a case now. `team` are people, the worker too."""

    __tablename__ = "known_cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    team: Mapped[list[UUID]]
