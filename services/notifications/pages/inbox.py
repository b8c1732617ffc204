"""What one was told: unread first, each leads to the page that it is about and is read then."""

from itertools import groupby
from typing import Any

from flask import Response
from sqlalchemy import Select, select

from services.notifications import commands, views
from services.notifications.model import Notification
from services.notifications.policies import own_notification
from services.notifications.schemas import InboxPageQuery, ReadThrough
from shared.web.pages import Pages, _, dates, go, show
from shared.web.pages.reader import this_reader
from shared.web.paging import newest_first
from shared.web.policy import SIGNED_IN
from shared.web.routes import Call

pages = Pages("notifications", __name__, "inbox")

INBOX = "/notifications/inbox"
LEAST_READ = 5
"""So many of those that were read stand on the first page, however many are new."""

_NOTHING: dict[str, Any] = {"items": [], "next": None, "days": []}


@pages.page("/inbox", who=SIGNED_IN, query=InboxPageQuery)
def inbox(call: Call) -> Response:
    """Unread ones on the first page; those that were read follow, page by page. `unread` shows these alone."""
    alone, later = call.query["unread"], "cursor" in call.query
    own = select(Notification).where(Notification.person == call.caller.person)
    unread = _NOTHING if later and not alone else _page(call, own.where(Notification.read_at.is_(None)))
    room = max(LEAST_READ, call.query["limit"] - len(unread["items"]))
    read = _NOTHING if alone else _page(call, own.where(Notification.read_at.is_not(None)), limit=room)
    return show("inbox/list.html", unread=unread, read=read, alone=alone, later=later)


@pages.press("/inbox/<uuid:id>/open", on=own_notification, who=SIGNED_IN)
def open_it(call: Call) -> Response:
    commands.read(call.record)
    return go(call.record.path)


@pages.press("/inbox/read", who=SIGNED_IN, body=ReadThrough)
def read_all(call: Call) -> Response:
    commands.read_through(call.session, call.caller.person, call.body["newest"])
    return go(INBOX, _("All that stood here is marked as read."))


def _page(call: Call, found: "Select[Any]", **other: int) -> dict[str, Any]:
    """As the API pages; `days`: the items with the day of each, in the reader's time zone, as they follow."""
    page = newest_first(call.session, found, Notification.id, call.query | other, _item)
    return page | {"days": [(day, list(items)) for day, items in groupby(page["items"], _day)]}


def _day(item: dict[str, Any]) -> str:
    return dates.day(item["created_at"])


def _item(notification: Notification) -> dict[str, Any]:
    return views.item(notification, this_reader().language, this_reader().time_zone, "")
