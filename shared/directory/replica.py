"""How the directory follows identity's events: full states, the newest by sequence wins."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import DeclarativeBase, Session

from shared.contracts import identity
from shared.directory.model import KnownAbsence, KnownDistrict, KnownOrganisation, KnownPerson, RevokedSession
from shared.eventing.envelope import Event
from shared.eventing.handlers import Table


def upsert(session: Session, model: type[DeclarativeBase], key: Any, sequence: int, values: dict[str, Any]) -> bool:
    """Write a replica's row unless we have this sequence or a newer one. Whether it was written."""
    row = session.get(model, key)
    if row is None:
        (name,) = (column.key for column in model.__mapper__.primary_key)
        session.add(model(**{str(name): key}, sequence=sequence, **values))
        return True
    if row.sequence >= sequence:  # type: ignore[attr-defined]
        return False
    for name, value in (values | {"sequence": sequence}).items():
        setattr(row, name, value)
    return True


def keep_organisation(session: Session, event: Event) -> None:
    fields = ("name", "kind", "districts", "accepts_referrals", "time_zone", "self_sufficiency_threshold", "active")
    values = {name: event.data[name] for name in fields}
    values |= {name: event.data.get(name) for name in ("no_referrals_until", "duty_phone")}
    values["accepts_appeals"] = event.data.get("accepts_appeals", False)  # events of former versions do not say it
    upsert(session, KnownOrganisation, event.subject, event.sequence, values)


def keep_district(session: Session, event: Event) -> None:
    fields = ("name", "region", "latitude", "longitude")
    upsert(session, KnownDistrict, event.envelope.subject, event.sequence, {name: event.data[name] for name in fields})


def keep_person(session: Session, event: Event) -> None:
    fields = ("organisation", "roles", "language", "time_zone", "active")
    names = event.data.get("names") or {}
    values = {name: event.data[name] for name in fields}
    values |= {name: names.get(name) for name in ("last_name", "first_name", "middle_name")}
    values |= {name: event.data.get(name) for name in ("email", "phone")}
    if upsert(session, KnownPerson, event.subject, event.sequence, values):
        _keep_absences(session, event)


def _keep_absences(session: Session, event: Event) -> None:
    """All that are said, in place of all that were."""
    session.execute(delete(KnownAbsence).where(KnownAbsence.person == event.subject))
    for said in event.data.get("absences", []):  # events of former versions say none
        begins_at = _midnight(said["from_on"], event.data["time_zone"])
        ends_at = _midnight(said["until_on"] + timedelta(days=1), event.data["time_zone"])
        session.add(KnownAbsence(person=event.subject, begins_at=begins_at, ends_at=ends_at, **said))


def _midnight(day: date, time_zone: str) -> datetime:
    """With which the day begins, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def keep_revocation(session: Session, event: Event) -> None:
    """Kept once, also when everything is sent again."""
    told = {name: event.data[name] for name in ("person", "session", "revoked_at")}
    if not session.scalar(select(RevokedSession.person).filter_by(**told).limit(1)):
        session.add(RevokedSession(**told))


REPLICAS: Table = {
    identity.ORGANISATION_REGISTERED: [keep_organisation],
    identity.ORGANISATION_CHANGED: [keep_organisation],
    identity.DISTRICT_REGISTERED: [keep_district],
    identity.DISTRICT_CHANGED: [keep_district],
    identity.PERSON_REGISTERED: [keep_person],
    identity.PERSON_CHANGED: [keep_person],
    identity.PERSON_DEACTIVATED: [keep_person],
    identity.SESSION_REVOKED: [keep_revocation],
}
"""A service adds its own handlers: `REPLICAS = joined(directory.REPLICAS, {…})`."""
