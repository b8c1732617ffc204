"""Everyone's inbox and choices are their own, and nobody else's."""

from datetime import datetime
from uuid import UUID

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.notifications import commands
from services.notifications.messenger import key_of
from services.notifications.model import Notification, Preferences
from services.notifications.signing import signed_at
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


def from_the_gateway(session: Session, caller: Caller, lock: bool) -> datetime:
    """When, by its own clock, the messenger's gateway signed this request. Raises Unauthenticated for one that it did
    not sign, or not within the last minutes."""
    key = key_of(this_site().settings.messenger_secret)
    headers = {name.lower(): value for name, value in request.headers.items()}
    at = signed_at(key, headers, whole_body(request), clock.system())
    if at is None:
        raise Unauthenticated("The signature is missing, wrong or too old.")
    return at
