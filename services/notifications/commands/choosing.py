"""What a person wants to be told by which channel, and when."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from services.notifications import hours
from services.notifications.hours import Wishes
from services.notifications.model import GATHER_MINUTES, Preferences
from services.notifications.table import ALWAYS_MAILED, EMAIL, MAILED_ELSEWHERE, MESSENGER
from shared.directory.model import KnownPerson
from shared.problems import Invalid


def preferences_of(session: Session, person: UUID, *, lock: bool = False) -> Preferences:
    """A person's choices; those of one who never chose are not kept, unless they are to be changed (`lock`)."""
    if not lock:
        return session.get(Preferences, person) or _nothing_chosen(person)
    session.execute(insert(Preferences).values(person=person).on_conflict_do_nothing())
    return session.scalars(select(Preferences).where(Preferences.person == person).with_for_update()).one()


def _nothing_chosen(person: UUID) -> Preferences:
    return Preferences(person=person, version=0, without_email=[], without_messenger=[], gather_minutes=GATHER_MINUTES)


def wishes_of(preferences: Preferences, reader: KnownPerson) -> Wishes:
    quiet = (preferences.quiet_from, preferences.quiet_to) if preferences.quiet_from and preferences.quiet_to else None
    return Wishes(reader.time_zone, quiet, preferences.digest_at, timedelta(minutes=preferences.gather_minutes))


def choose(preferences: Preferences, body: dict[str, Any]) -> Preferences:
    """Replace all choices: `{"types": [{"type", "channels": {"email", "messenger"}}], "quiet_hours": {"from", "to"} or
    None, "digest_at", "gather_minutes"}`; a type that is not named goes everywhere. Raises Invalid."""
    types = body["types"]
    if errors := _twice(types) | _switched_off_in_vain(types) | _wrong_times(body):
        raise Invalid(errors)
    preferences.without_email = _without(EMAIL, types)
    preferences.without_messenger = _without(MESSENGER, types)
    quiet = body["quiet_hours"] or {"from": None, "to": None}
    preferences.quiet_from, preferences.quiet_to = quiet["from"], quiet["to"]
    preferences.digest_at, preferences.gather_minutes = body["digest_at"], body["gather_minutes"]
    preferences.version += 1
    return preferences


def _without(channel: str, types: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(choice["type"] for choice in types if not choice["channels"][channel])


def _twice(types: list[dict[str, Any]]) -> dict[str, list[str]]:
    names = [choice["type"] for choice in types]
    return {f"types.{place}.type": ["twice"] for place, name in enumerate(names) if name in names[:place]}


def _switched_off_in_vain(types: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Choices against a mail that is always sent."""
    found = enumerate(types)
    places = [
        at
        for at, choice in found
        if choice["type"] in ALWAYS_MAILED | MAILED_ELSEWHERE and not choice["channels"][EMAIL]
    ]
    return {f"types.{place}.channels.email": ["always_mailed"] for place in places}


def _wrong_times(body: dict[str, Any]) -> dict[str, list[str]]:
    quiet, digest_at = body["quiet_hours"], body["digest_at"]
    if quiet and quiet["from"] == quiet["to"]:
        return {"quiet_hours.to": ["same"]}
    if quiet and digest_at and hours.lies_between(digest_at, quiet["from"], quiet["to"]):
        return {"digest_at": ["in_quiet_hours"]}
    return {}
