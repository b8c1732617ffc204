"""A person's inbox."""

from typing import Any

from sqlalchemy import select

from services.notifications import commands, views
from services.notifications.api.blueprint import routes
from services.notifications.model import Notification
from services.notifications.policies import own_notification
from services.notifications.schemas import InboxQuery, Item
from shared import clock
from shared.directory.model import KnownPerson
from shared.web.paging import newest_first, page_of
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call
from shared.web.site import this_site


@routes.get("/inbox", who=SIGNED_IN, query=InboxQuery, answer=page_of(Item))
def inbox(call: Call) -> dict[str, Any]:
    found = select(Notification).where(Notification.person == call.caller.person)
    if call.query["unread"]:
        found = found.where(Notification.read_at.is_(None))
    reader = call.session.get(KnownPerson, call.caller.person)
    return newest_first(call.session, found, Notification.id, call.query, lambda row: _item(row, reader))


@routes.post("/inbox/<uuid:id>/read", on=own_notification, who=SIGNED_IN, answer=Item)
def read(call: Call) -> dict[str, Any]:
    return _item(commands.read(call.record), call.session.get(KnownPerson, call.caller.person))


def _item(notification: Notification, reader: KnownPerson | None) -> dict[str, Any]:
    settings = this_site().settings
    language, time_zone = (
        (reader.language, reader.time_zone) if reader else (settings.language, clock.DEFAULT_TIME_ZONE)
    )
    return views.item(notification, language, time_zone, settings.address)
