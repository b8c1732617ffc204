"""Identity's tables: who takes part, who may sign in, and what is needed to let them in."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from shared.columns import KEPT_AS
from shared.ids import uuid7
from shared.letters import Waiting
from shared.spreadsheets.kept import Kept


class Base(DeclarativeBase):
    type_annotation_map = KEPT_AS


class Organisation(Base):
    """`no_referrals_until`: it takes no new referrals before this day begins in its time zone. `duty_phone` is the
    organisation's, not a person's."""

    __tablename__ = "organisations"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    version: Mapped[int] = mapped_column()
    name: Mapped[str]
    kind: Mapped[str]
    districts: Mapped[list[str]]
    accepts_referrals: Mapped[bool]
    accepts_appeals: Mapped[bool]
    time_zone: Mapped[str]
    self_sufficiency_threshold: Mapped[int]
    active: Mapped[bool]
    no_referrals_until: Mapped[date | None]
    duty_phone: Mapped[str | None]

    __mapper_args__ = {"version_id_col": version}


class District(Base):
    """`code` names it everywhere and never changes; `id` only says in which order districts were made."""

    __tablename__ = "districts"

    code: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(default=uuid7)
    version: Mapped[int] = mapped_column()
    name: Mapped[str]
    region: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    __mapper_args__ = {"version_id_col": version}


class Person(Base):
    """`organisation` is null exactly for administrators. `rights_since` is the system time since when roles,
    organisation and `active` are as they are. An e-mail address belongs to one active person at most."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    version: Mapped[int] = mapped_column()
    email: Mapped[str]
    last_name: Mapped[str]
    first_name: Mapped[str]
    middle_name: Mapped[str | None]
    phone: Mapped[str | None]
    organisation: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    roles: Mapped[list[str]]
    language: Mapped[str]
    time_zone: Mapped[str]
    active: Mapped[bool]
    rights_since: Mapped[datetime]

    absences: Mapped[list["Absence"]] = relationship(
        foreign_keys="Absence.person", order_by="Absence.from_on", viewonly=True
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def names(self) -> dict[str, str | None]:
        return {"last_name": self.last_name, "first_name": self.first_name, "middle_name": self.middle_name}

    @property
    def full_name(self) -> str:
        return " ".join(part for part in self.names.values() if part)


class Absence(Base):
    """Somebody is away from `from_on` through `last_on`, days of their time zone, and `deputy` stands in. `last_on` is
    `until_on`, as it was planned, unless they were back before; it lies before `from_on` when it never came to be.
    `began_said_at` and `ended_said_at`: when that was told. No reason is kept: illness is nobody's business."""

    __tablename__ = "absences"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    person: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    from_on: Mapped[date]
    until_on: Mapped[date]
    last_on: Mapped[date]
    deputy: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime]
    entered_by: Mapped[UUID | None]
    ended_by: Mapped[UUID | None]
    began_said_at: Mapped[datetime | None]
    ended_said_at: Mapped[datetime | None]

    absent: Mapped[Person] = relationship(foreign_keys=person, viewonly=True)
    stand_in: Mapped[Person] = relationship(foreign_keys=deputy, viewonly=True)

    def lies_ahead(self, today: date) -> bool:
        """Whether today or a later day belongs to it."""
        return self.from_on <= self.last_on and today <= self.last_on


class Credential(Base):
    """The password of a person, as argon2 keeps it. Who has none yet was invited and can only use a link."""

    __tablename__ = "credentials"

    person: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime]


class UserSession(Base):
    """From a sign-in until it ends: by revocation, or by itself at `expires_at`. All in system time."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7)
    person: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class Link(Base):
    """A one-time link by which its holder sets a password. Only the hash of its token is kept."""

    __tablename__ = "links"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LinkMail(Waiting, Base):
    """A mail with a link that waits to be sent. It is kept for any address that asks, whether someone has it or
    not, so that the answer takes equally long; the token is made only when it is sent."""

    __tablename__ = "link_mails"

    email: Mapped[str]


class Throttle(Base):
    """How often something was tried within a window of time. `key` is a keyed hash, never the address itself."""

    __tablename__ = "throttles"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    attempts: Mapped[int] = mapped_column(BigInteger)
    window_ends_at: Mapped[datetime]


class Import(Kept, Base):
    """A file of people; `people` are in its order."""

    __tablename__ = "imports"

    people: Mapped[list[UUID]]
