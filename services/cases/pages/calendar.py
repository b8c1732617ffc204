"""The calendar feed: an address for the calendar of one's phone, shown once, and withdrawn."""

from flask import Response

from services.cases import commands, policies
from services.cases.model import CalendarLink
from services.cases.pages.room import pages
from shared.web.pages import _, go, show
from shared.web.routes import Call
from shared.web.site import this_site


@pages.page("/calendar", who=policies.WORKS_WITH_FAMILIES)
def own_calendar(call: Call) -> Response:
    link = call.session.get(CalendarLink, call.caller.person)
    return show("calendar.html", made_at=link.made_at if link else None, feed="")


@pages.press("/calendar/new", who=policies.WORKS_WITH_FAMILIES)
def renew_calendar(call: Call) -> Response:
    """Its button sends no key: a page with a secret in it must not be kept to be given again."""
    token = commands.renew_calendar(call.session, call.caller)
    link = call.session.get_one(CalendarLink, call.caller.person, populate_existing=True)
    feed = f"{this_site().settings.address}/cases/api/v1/calendars/{token}.ics"
    answer = show("calendar.html", made_at=link.made_at, feed=feed)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.press("/calendar/withdraw", who=policies.WORKS_WITH_FAMILIES)
def revoke_calendar(call: Call) -> Response:
    commands.revoke_calendar(call.session, call.caller)
    return go("/cases/calendar", _("The address does not hold any more."))
