"""Who and what identity knows, as far as its events told us. No foreign keys: other services' order is not ours."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Float, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from shared import clock


class Directory(DeclarativeBase):
    type_annotation_map = {str: Text, datetime: DateTime(timezone=True), int: BigInteger, float: Float}


class KnownOrganisation(Directory):
    __tablename__ = "known_organisations"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    districts: Mapped[list[str]] = mapped_column(ARRAY(Text))
    accepts_referrals: Mapped[bool]
    accepts_appeals: Mapped[bool] = mapped_column(default=False)
    time_zone: Mapped[str]
    self_sufficiency_threshold: Mapped[int]
    active: Mapped[bool]
    no_referrals_until: Mapped[date | None]
    duty_phone: Mapped[str | None]

    def takes_no_more_until(self) -> date | None:
        """The day on which a pause in taking referrals ends, where the organisation is; None when there is none now."""
        until = self.no_referrals_until
        return until if until and clock.today(self.time_zone) < until else None


class KnownDistrict(Directory):
    __tablename__ = "known_districts"

    code: Mapped[str] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    name: Mapped[str]
    region: Mapped[str]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class KnownPerson(Directory):
    """`organisation` is null for who runs the system; names are null when their key was destroyed."""

    __tablename__ = "known_people"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int]
    organisation: Mapped[UUID | None]
    roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    language: Mapped[str]
    time_zone: Mapped[str]
    active: Mapped[bool]
    last_name: Mapped[str | None]
    first_name: Mapped[str | None]
    middle_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]

    def works_at(self, organisation: UUID) -> bool:
        return self.active and self.organisation == organisation

    @property
    def names(self) -> dict[str, str | None]:
        """The three parts as every answer of the API shows them."""
        return {"last_name": self.last_name, "first_name": self.first_name, "middle_name": self.middle_name}

    @property
    def display_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name) if part) or "—"


class KnownAbsence(Directory):
    """Somebody is away and `deputy` stands in: from `begins_at` until just before `ends_at`, midnights where the person
    is. Whether the deputy may is asked when it counts."""

    __tablename__ = "known_absences"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    from_on: Mapped[date] = mapped_column(primary_key=True)
    until_on: Mapped[date]
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    deputy: Mapped[UUID]


class RevokedSession(Directory):
    """`session` null: every session of the person that began before `revoked_at`."""

    __tablename__ = "revoked_sessions"
    __mapper_args__ = {"primary_key": ["person", "session", "revoked_at"]}

    person: Mapped[UUID]
    session: Mapped[UUID | None]
    revoked_at: Mapped[datetime]
