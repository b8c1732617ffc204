"""Families as they were referred: each submission gives a family and its members their ids on the whole platform."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from services.referrals.model.base import Base
from services.referrals.rules import likeness


class Family(Base):
    """`merged_into` is the family that this one turned out to be; null for a family that stands for itself.

    `likeness_version`: which version of `rules.likeness` wrote the keys by which it is found as a duplicate.
    """

    __tablename__ = "families"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column()
    kind: Mapped[str]
    district: Mapped[str]
    address: Mapped[str | None]
    phone: Mapped[str | None]
    registered_at: Mapped[datetime]
    merged_into: Mapped[UUID | None]
    likeness_version: Mapped[int] = mapped_column(default=likeness.VERSION)

    members: Mapped[list["Member"]] = relationship(order_by="Member.position", lazy="selectin")

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """What a row on a page calls it: the names of who was listed first."""
        first = self.members[0]
        return " ".join(part for part in (first.last_name, first.first_name) if part)


MEMBER_FIELDS = ("id", "role", "last_name", "first_name", "middle_name", "born_on", "age")
"""What is said of a member: in answers, in events, and where families are compared."""


class Member(Base):
    """`age` is in whole years on the day of submission, when no date of birth is known."""

    __tablename__ = "members"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    position: Mapped[int]
    role: Mapped[str]
    last_name: Mapped[str | None]
    first_name: Mapped[str]
    middle_name: Mapped[str | None]
    born_on: Mapped[date | None]
    age: Mapped[int | None]


class Alias(Base):
    """That two families were one, from `merged_at` until `separated_at` (null: they still are)."""

    __tablename__ = "family_aliases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    into_family: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    merged_at: Mapped[datetime]
    merged_by: Mapped[UUID]
    separated_at: Mapped[datetime | None]
    separated_by: Mapped[UUID | None]


class KeptApart(Base):
    """A coordinator's word that two families are two, until `ended_at` (null: it stands). `family` < `other`."""

    __tablename__ = "kept_apart"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    family: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    other: Mapped[UUID] = mapped_column(ForeignKey("families.id"))
    decided_at: Mapped[datetime]
    decided_by: Mapped[UUID]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[UUID | None]
