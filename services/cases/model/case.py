"""A case: an organisation's support of one family, with its household, its team and its deadlines."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.cases.model.base import Base, Facts
from services.cases.model.plan import Plan
from services.cases.model.support import SupportRequest
from services.cases.rules import ages


class Member(Base):
    """Someone of the household, in the referral's order. `age` was told on `aged_on`."""

    __tablename__ = "members"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int]
    role: Mapped[str]
    last_name: Mapped[str | None]
    first_name: Mapped[str]
    middle_name: Mapped[str | None]
    born_on: Mapped[date | None]
    age: Mapped[int | None]
    aged_on: Mapped[date | None]
    left_on: Mapped[date | None]

    def age_on(self, day: date) -> int | None:
        return ages.age_on(day, self.born_on, self.age, self.aged_on)

    def is_child(self, day: date) -> bool:
        return ages.is_child(self.role, self.age_on(day))

    def may_sign(self, day: date) -> bool:
        return ages.may_sign(self.role, self.age_on(day))

    def is_born(self, day: date) -> bool:
        return ages.is_born(day, self.born_on, self.age, self.aged_on)

    def lives_there(self, day: date) -> bool:
        """Whether they belong to the household when `day` ends."""
        return self.left_on is None or self.left_on > day

    def lived_there(self, day: date) -> bool:
        """Whether a fact of `day` can concern them: the day on which they left counts."""
        return self.left_on is None or self.left_on >= day


class TeamMember(Base):
    """Someone put on the case beside its worker; `organisation` is theirs."""

    __tablename__ = "team_members"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    person: Mapped[UUID] = mapped_column(primary_key=True)
    organisation: Mapped[UUID | None]
    role: Mapped[str]
    joined_at: Mapped[datetime]


class Deadline(Base):
    """One start of a deadline, with the policy under which it began. `running`: it is one of the case's present ones.
    Never deleted: that near and passed were said of a start holds for ever."""

    __tablename__ = "deadlines"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    starts_on: Mapped[date] = mapped_column(primary_key=True)
    due_on: Mapped[date]
    nears_at: Mapped[datetime]
    passes_at: Mapped[datetime]
    met_on: Mapped[date | None]
    running: Mapped[bool]
    near_said_at: Mapped[datetime | None]
    passed_said_at: Mapped[datetime | None]
    policy: Mapped[int] = mapped_column(ForeignKey("deadline_policies.version"))


class Case(Base):
    """`version` is the ETag: it grows with whatever an answer about the case itself shows.

    `round` counts how often support began: 1 when opened, one more with each reopening; `began_in` and `began_on`
    say in which state and on which day. `next_step`, `next_due_on` and `late_at` (when the first unmet deadline
    passes or passed) are kept for lists. `former_reference`: what its file was called before it was kept here.
    """

    __tablename__ = "cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int]
    reference: Mapped[str]
    referral: Mapped[UUID]
    referral_reference: Mapped[str]
    former_reference: Mapped[str | None]
    family: Mapped[UUID]
    organisation: Mapped[UUID]
    from_organisation: Mapped[UUID | None]
    sent_by: Mapped[UUID | None]
    worker: Mapped[UUID | None]
    status: Mapped[str]
    round: Mapped[int]
    began_in: Mapped[str]
    began_on: Mapped[date]
    channel: Mapped[str]
    urgency: Mapped[str]
    basis: Mapped[Facts]
    reasons: Mapped[list[str]]
    help_wanted: Mapped[list[str]]
    narrative: Mapped[str | None]
    questions: Mapped[list[dict[str, Any]]]
    opened_at: Mapped[datetime]
    opened_on: Mapped[date]
    opened_by: Mapped[UUID | None]
    signed_on: Mapped[date | None]
    signed_by: Mapped[list[UUID]]
    outcome: Mapped[str | None]
    closed_on: Mapped[date | None]
    next_step: Mapped[str | None]
    next_due_on: Mapped[date | None]
    late_at: Mapped[datetime | None]
    family_kind: Mapped[str]
    district: Mapped[str]
    address: Mapped[str | None]
    phone: Mapped[str | None]

    members: Mapped[list[Member]] = relationship(order_by=Member.position, cascade="save-update")
    put_on: Mapped[list[TeamMember]] = relationship(
        order_by=(TeamMember.joined_at, TeamMember.person), cascade="save-update, delete-orphan, delete"
    )
    all_deadlines: Mapped[list[Deadline]] = relationship(cascade="save-update")
    plan: Mapped[Plan | None] = relationship(cascade="save-update")
    support_requests: Mapped[list[SupportRequest]] = relationship(
        order_by=SupportRequest.id, back_populates="case", cascade="save-update"
    )

    @property
    def team(self) -> list[tuple[UUID, UUID | None, str]]:
        """(person, organisation, role) of everyone on it: the worker first."""
        others = [(one.person, one.organisation, one.role) for one in self.put_on]
        return [(self.worker, self.organisation, "case_worker"), *others] if self.worker else others

    def has_on_team(self, person: UUID) -> bool:
        return any(one == person for one, _, _ in self.team)

    @property
    def assessing_organisations(self) -> list[UUID]:
        """The case's, the sender's, each team member's: nobody tied to one may be the family's contact family."""
        found = [self.organisation, self.from_organisation, *(organisation for _, organisation, _ in self.team)]
        return list(dict.fromkeys(one for one in found if one))

    def household(self, day: date) -> list[Member]:
        """Who belongs to it when `day` ends."""
        return [member for member in self.members if member.lives_there(day)]

    def member(self, id: UUID) -> Member | None:
        return next((member for member in self.members if member.id == id), None)

    @property
    def deadlines(self) -> list[Deadline]:
        """The present ones, the next due first."""
        running = [deadline for deadline in self.all_deadlines if deadline.running]
        return sorted(running, key=lambda deadline: (deadline.due_on, deadline.kind))


class FamilyAlias(Base):
    """What referrals said of a family last: merged into another, or (null) standing for itself again."""

    __tablename__ = "family_aliases"

    family: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    merged_into: Mapped[UUID | None]
    members: Mapped[list[dict[str, Any]]]


class AliasChange(Base):
    """One word of referrals on who is who, with its moment: for figures as they were known then."""

    __tablename__ = "alias_changes"

    family: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    said_at: Mapped[datetime]
    merged_into: Mapped[UUID | None]
    members: Mapped[list[dict[str, Any]]]


class SearchTerm(Base):
    """A folded word by which those who may see the family find its case."""

    __tablename__ = "search_terms"

    record: Mapped[UUID] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    term: Mapped[str] = mapped_column(primary_key=True)
