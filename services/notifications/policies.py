"""Everyone's inbox and choices are their own, and nobody else's."""

from uuid import UUID

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications import commands, messenger
from services.notifications.model import Notification, Preferences
from shared import clock
from shared.caller import Caller
from shared.problems import NotFound, Unauthenticated
from shared.web.site import this_site
from shared.web.uploads import whole_body


def own_notification(session: Session, caller: Caller, lock: bool, id: UUID) -> Notification:
    found = select(Notification).where(Notification.id == id, Notification.person == caller.person)
    notification = session.scalar(found.with_for_update() if lock else found)
    if notification is None:
        raise NotFound
    return notification


def own_preferences(session: Session, caller: Caller, lock: bool) -> Preferences:
    return commands.preferences_of(session, caller.person, lock=lock)


def from_the_gateway(session: Session, caller: Caller, lock: bool) -> None:
    """Raises Unauthenticated for a request that the messenger's gateway did not sign."""
    secret = this_site().settings.messenger_secret
    headers = {name.lower(): value for name, value in request.headers.items()}
    if not messenger.is_signed(secret, headers, whole_body(request), clock.system()):
        raise Unauthenticated("The signature is missing, wrong or too old.")
