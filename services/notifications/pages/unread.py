"""How many news wait, as a stylesheet that every service's pages load: so it is asked of this service alone, shows
without JavaScript, and a page does not wait for it."""

from flask import Response
from sqlalchemy import func, select

from services.notifications.model import Notification
from shared.web.pages import Pages, _, ngettext
from shared.web.pages.reader import this_reader
from shared.web.policy import ANYONE
from shared.web.routes import Call

pages = Pages("notifications", __name__, "unread")

SHOWN_AT_MOST = 99
FRESH_S = 20


@pages.page("/unread.css", who=ANYONE)
def unread(call: Call) -> Response:
    """Empty where there is nothing new, and for who is not signed in."""
    number = _unread(call)
    said = _said(number)
    style = f'.opora-unread::after{{content:" {said}"}}\n' if number else ""
    answer = Response(style, mimetype="text/css")
    answer.headers["Cache-Control"] = f"private, max-age={FRESH_S}"
    answer.vary.add("Cookie")
    return answer


def _unread(call: Call) -> int:
    """Counted no further than it is shown."""
    person = this_reader().person
    if person is None:
        return 0
    waiting = select(Notification.id).where(Notification.person == person, Notification.read_at.is_(None))
    return call.session.scalar(select(func.count()).select_from(waiting.limit(SHOWN_AT_MOST + 1).subquery())) or 0


def _said(number: int) -> str:
    if number > SHOWN_AT_MOST:
        return _("more than %(num)s new", num=SHOWN_AT_MOST)
    return ngettext("%(num)s new", "%(num)s new", number)
