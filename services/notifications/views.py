"""Records as answers show them."""

from typing import Any

from services.notifications.letters import wording
from services.notifications.model import Notification, Preferences
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
    }


def choices(preferences: Preferences) -> dict[str, Any]:
    off = set(preferences.without_email)
    return {"types": [{"type": name, "channels": {"email": name not in off}} for name in NOTIFICATION_TYPES]}
