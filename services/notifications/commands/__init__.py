"""Telling people, reading, choosing what to be told where, and linking a messenger. Whoever calls these commits."""

from services.notifications.commands.acting import note_action
from services.notifications.commands.choosing import choose, preferences_of
from services.notifications.commands.linking import end_link, forget, issue_code, link, unlink
from services.notifications.commands.posting import MAIL_CHANNEL, delivered, post
from services.notifications.commands.telling import read, read_through, tell

__all__ = [
    "MAIL_CHANNEL",
    "choose",
    "delivered",
    "end_link",
    "forget",
    "issue_code",
    "link",
    "note_action",
    "post",
    "preferences_of",
    "read",
    "read_through",
    "tell",
    "unlink",
]
