"""Group programmes of an organisation: their groups, sessions, who is enrolled, who came."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.annulled import Annullable
from services.cases.model.base import Base
from services.cases.model.case import Case


class Programme(Base):
    """`age_from` and `age_to`, both included: of children, or of the parents where it is for parents alone."""

    __tablename__ = "programmes"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    organisation: Mapped[UUID]
    name: Mapped[str]
    audience: Mapped[str]
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    about: Mapped[str | None]
    active: Mapped[bool]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]


class ProgrammeGroup(Base):
    """One run of a programme. `leaders` run it and are people of its organisation; `places` null: no limit."""

    __tablename__ = "programme_groups"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    programme_id: Mapped[UUID] = mapped_column("programme", ForeignKey("programmes.id"))
    organisation: Mapped[UUID]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    place: Mapped[str | None]
    places: Mapped[int | None]
    leaders: Mapped[list[UUID]]
    made_at: Mapped[datetime]
    made_by: Mapped[UUID]

    programme: Mapped[Programme] = relationship()


class Enrolment(Base, Annullable):
    """A member of a case in a group, for a goal of its plan. `age_exception`: why, though their age is out of range."""

    __tablename__ = "enrolments"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("programme_groups.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    member: Mapped[UUID]
    goal: Mapped[UUID]
    goal_title: Mapped[str]
    age_exception: Mapped[str | None]
    enrolled_on: Mapped[date]
    enrolled_at: Mapped[datetime]
    enrolled_by: Mapped[UUID]
    left_on: Mapped[date | None]
    left_reason: Mapped[str | None]
    left_note: Mapped[str | None]
    left_at: Mapped[datetime | None]
    left_by: Mapped[UUID | None]

    group: Mapped[ProgrammeGroup] = relationship()
    case: Mapped[Case] = relationship()

    def stood_on(self, day: date) -> bool:
        """Whether they belonged to the group on `day`: the day on which they left counts."""
        return self.counts and self.enrolled_on <= day and (self.left_on is None or self.left_on >= day)


class ProgrammeSession(Base, Annullable):
    """A meeting of a group: `planned`, then `held` or `cancelled`; `annulled` when it was never held after all."""

    __tablename__ = "programme_sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    group_id: Mapped[UUID] = mapped_column(ForeignKey("programme_groups.id"))
    programme: Mapped[UUID] = mapped_column(ForeignKey("programmes.id"))
    organisation: Mapped[UUID]
    status: Mapped[str]
    planned_at: Mapped[datetime]
    topic: Mapped[str | None]
    held_on: Mapped[date | None]
    planned_by: Mapped[UUID]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[UUID | None]
    cancelled_reason: Mapped[str | None]

    group: Mapped[ProgrammeGroup] = relationship()


class Attendance(Base, Annullable):
    """Whether someone enrolled came to a session; a reason when not. What counts is at most one of each."""

    __tablename__ = "attendances"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column("session", ForeignKey("programme_sessions.id"))
    enrolment_id: Mapped[UUID] = mapped_column("enrolment", ForeignKey("enrolments.id"))
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"))
    member: Mapped[UUID]
    attended: Mapped[bool]
    reason: Mapped[str | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[UUID]

    session: Mapped[ProgrammeSession] = relationship()
    enrolment: Mapped[Enrolment] = relationship()
    case: Mapped[Case] = relationship()
