"""Who is told what, and how far each mail has come; and what must be known of others' records to know whom."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.columns import KEPT_AS


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS


class Notification(Base):
    """One person is told of one event, once. The words are chosen when it is read: here are only their name (`type`)
    and the `values` in it, which are codes and dates. `path` leads to the record, `reference` is its name for people.
    The id sorts by `created_at`, the business time of the event."""

    __tablename__ = "notifications"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person: Mapped[UUID]
    event: Mapped[UUID]
    type: Mapped[str]
    values: Mapped[dict[str, Any]]
    path: Mapped[str]
    reference: Mapped[str | None]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Delivery(Base):
    """A notification on its way through one channel: `pending → sent | failed | cancelled`; `held` after a restore,
    until an administrator lets it go or drops it. Times are system time, `refused_at` is the first refusal,
    `next_try_at` of a failed one when it was given up; `error` is a code, never what a server said."""

    __tablename__ = "deliveries"

    notification: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    refused_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class Preferences(Base):
    """What a person does not want; whoever never chose gets everything. `version` is 0 until the first choice."""

    __tablename__ = "preferences"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    without_email: Mapped[list[str]] = mapped_column(default=list)


class KnownCase(Base):
    """Replica: where a case stands and who looks after it."""

    __tablename__ = "known_cases"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    reference: Mapped[str]
    referral: Mapped[UUID]
    family: Mapped[UUID]
    organisation: Mapped[UUID]
    worker: Mapped[UUID | None]
    status: Mapped[str]


class KnownReferral(Base):
    """Replica: what the sender calls it by."""

    __tablename__ = "known_referrals"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    reference: Mapped[str]


class FamilyAlias(Base):
    """Replica: a family that turned out to be another one; `same_as` is null when they were separated again."""

    __tablename__ = "family_aliases"

    family: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    same_as: Mapped[UUID | None]


class RoleHeld(Base):
    """Replica: since when (system time) a person has a role in their organisation. Whoever came later is not told of
    what happened before."""

    __tablename__ = "roles_held"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    organisation: Mapped[UUID]
    since: Mapped[datetime]
