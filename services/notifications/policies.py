"""Everyone's inbox and choices are their own, and nobody else's."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications import commands
from services.notifications.model import Notification, Preferences
from shared.caller import Caller
from shared.problems import NotFound


def own_notification(session: Session, caller: Caller, lock: bool, id: UUID) -> Notification:
    found = select(Notification).where(Notification.id == id, Notification.person == caller.person)
    notification = session.scalar(found.with_for_update() if lock else found)
    if notification is None:
        raise NotFound
    return notification


def own_preferences(session: Session, caller: Caller, lock: bool) -> Preferences:
    return commands.preferences_of(session, caller.person, lock=lock)
