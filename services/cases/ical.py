"""Items of a calendar as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from services.cases.calendars import Item
from shared.directory.model import KnownPerson

REFRESHED = timedelta(hours=1)
NAME = {"ru": "Опора", "en": "Opora"}


def written(person: KnownPerson, items: Iterable[Item]) -> bytes:
    """A calendar in the person's language; moments in their time zone, whose rules it brings along."""
    calendar = _empty(person)
    for item in items:
        calendar.add_component(_event(item, ZoneInfo(person.time_zone)))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _empty(person: KnownPerson) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Opora//cases//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME["ru" if person.language == "ru" else "en"])
    calendar.add("x-wr-timezone", person.time_zone)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    return calendar


def _event(item: Item, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", item.uid)
    event.add("sequence", item.sequence)
    event.add("dtstamp", item.changed_at.astimezone(UTC))
    event.add("last-modified", item.changed_at.astimezone(UTC))
    event.add("dtstart", _at(item.begins, zone))
    event.add("dtend", _at(item.ends, zone))
    event.add("summary", item.title)
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if isinstance(item.begins, datetime) else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _at(when: datetime | date, zone: ZoneInfo) -> datetime | date:
    return when.astimezone(zone) if isinstance(when, datetime) else when
