"""Items of a calendar as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from shared.calendars.items import Item

REFRESHED = timedelta(hours=1)
NAME = {"ru": "Опора", "en": "Opora"}


def written(service: str, language: str, time_zone: str, items: Iterable[Item]) -> bytes:
    """A calendar in the reader's language; moments in their time zone, whose rules it brings along."""
    calendar = _empty(service, language, time_zone)
    for item in items:
        calendar.add_component(_event(item, ZoneInfo(time_zone)))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _empty(service: str, language: str, time_zone: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", f"-//Opora//{service}//RU")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME["ru" if language == "ru" else "en"])
    calendar.add("x-wr-timezone", time_zone)
    calendar.add("refresh-interval", REFRESHED, parameters={"VALUE": "DURATION"})
    return calendar


def _event(item: Item, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", item.uid)
    event.add("sequence", item.sequence)
    event.add("dtstamp", item.changed_at.astimezone(UTC))
    event.add("last-modified", item.changed_at.astimezone(UTC))
    for name, when in zip(("dtstart", "dtend"), _when(item, zone), strict=True):
        event.add(name, when)
    event.add("summary", item.title)
    if item.place:
        event.add("location", item.place)
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE" if isinstance(item.begins, datetime) else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _when(item: Item, zone: ZoneInfo) -> tuple[datetime | date, datetime | date]:
    """Both by the same clock: by UTC's in the hour that comes twice when summer time ends, of which a local time would
    mean the first."""
    if not isinstance(item.begins, datetime) or not isinstance(item.ends, datetime):
        return item.begins, item.ends
    local = item.begins.astimezone(zone), item.ends.astimezone(zone)
    if any(one.fold for one in local):
        return item.begins.astimezone(UTC), item.ends.astimezone(UTC)
    return local
