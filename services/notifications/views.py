"""Records as answers show them."""

from typing import Any

from services.notifications.letters import wording
from services.notifications.model import MessengerLink, Notification, Preferences
from services.notifications.texts import NOTIFICATION_TYPES


def item(notification: Notification, language: str, time_zone: str, address: str) -> dict[str, Any]:
    said = wording(notification, language, time_zone)
    return {
        "id": notification.id,
        "type": notification.type,
        "title": said.title,
        "text": said.text,
        "link": address + notification.path,
        "reference": notification.reference,
        "created_at": notification.created_at,
        "read_at": notification.read_at,
        "stands_in_for": notification.stands_in_for,
    }


def choices(preferences: Preferences) -> dict[str, Any]:
    """The shape in which they are written."""
    quiet = {"from": preferences.quiet_from, "to": preferences.quiet_to} if preferences.quiet_from else None
    return {
        "types": [{"type": name, "channels": _channels(preferences, name)} for name in NOTIFICATION_TYPES],
        "quiet_hours": quiet,
        "digest_at": preferences.digest_at,
        "gather_minutes": preferences.gather_minutes,
    }


def _channels(preferences: Preferences, type_: str) -> dict[str, bool]:
    return {
        "email": type_ not in preferences.without_email,
        "messenger": type_ not in preferences.without_messenger,
    }


def messenger(link: MessengerLink | None, *, available: bool) -> dict[str, Any]:
    return {"available": available, "linked": link is not None, "linked_at": link.linked_at if link else None}
