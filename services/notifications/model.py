"""Who is told what, and how far each mail has come; and what must be known of others' records to know whom."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared.columns import KEPT_AS

GATHER_MINUTES = 10
"""Ours: when there are many news of one matter within so long, what follows comes in one mail."""


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS


class Notification(Base):
    """One person is told of one event, once. The words are chosen when it is read: here are only their name (`type`)
    and the `values` in it, which are codes and dates. `path` leads to the record, `reference` is its name for people.
    The id sorts by `created_at`, the business time of the event; `made_at` is system time.

    `record` is what the event is of, `matter` the case or referral that it belongs to, `organisation` whose record it
    was then. `acted_at`: when this person next did something about the record. `stands_in_for`: who is away, whose
    deputy this person was told as."""

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
    record: Mapped[UUID | None]
    matter: Mapped[UUID | None]
    organisation: Mapped[UUID | None]
    made_at: Mapped[datetime | None]
    acted_at: Mapped[datetime | None]
    stands_in_for: Mapped[UUID | None]


class Delivery(Base):
    """A notification on its way through one channel: `pending → sent | failed | cancelled`; `held` after a restore,
    until an administrator lets it go or drops it. Times are system time, `refused_at` is the first refusal,
    `next_try_at` of a failed one when it was given up; `error` is a code, never what a server said.

    `part_of`: this one goes out within what is sent for that notification, and shares its fate. `digest`: it waits for
    the daily mail. `urgent`: it goes out before all that waits. `receiver` is a hash of the mail domain, or of the
    messenger's recipient; 0: not looked up yet."""

    __tablename__ = "deliveries"

    notification: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
    refused_at: Mapped[datetime | None]
    next_try_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    part_of: Mapped[UUID | None]
    digest: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    receiver: Mapped[int] = mapped_column(BigInteger, default=0)
    tried_at: Mapped[datetime | None]


class SlowReceiver(Base):
    """Who kept us waiting so many times on end, and until when nobody tries them again (system time)."""

    __tablename__ = "slow_receivers"

    receiver: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    times: Mapped[int]
    until: Mapped[datetime]


class Preferences(Base):
    """What a person does not want, and when; whoever never chose gets everything at once. `version` is 0 until the
    first choice. Times of the day are "HH:MM" in the person's time zone."""

    __tablename__ = "preferences"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    without_email: Mapped[list[str]] = mapped_column(default=list)
    without_messenger: Mapped[list[str]] = mapped_column(default=list)
    quiet_from: Mapped[str | None]
    quiet_to: Mapped[str | None]
    digest_at: Mapped[str | None]
    gather_minutes: Mapped[int] = mapped_column(default=GATHER_MINUTES)


class MessengerLink(Base):
    """The messenger's name for a person who asked to be told there."""

    __tablename__ = "messenger_links"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    linked_at: Mapped[datetime]


class MessengerCode(Base):
    """The hash of a code that links a messenger to this person, once, until it expires."""

    __tablename__ = "messenger_codes"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    code_hash: Mapped[bytes]
    expires_at: Mapped[datetime]


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
