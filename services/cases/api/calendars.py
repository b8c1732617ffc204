"""The calendar feed: everybody makes, renews and revokes their own link; whoever holds it reads."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from services.cases import calendars, commands, policies
from services.cases.api.blueprint import routes
from services.cases.commands.calendars import holder_of
from services.cases.model import CalendarLink
from services.cases.schemas.visits import CalendarAnswer, NewCalendarAnswer
from shared import throttles
from shared.directory.model import KnownPerson
from shared.throttles import Limit
from shared.web import attempts
from shared.web.fields import Body
from shared.web.place import place_of
from shared.web.policy import Policy
from shared.web.routes import Call
from shared.web.site import this_site

HOLDER = Policy("holder of a calendar's link", lambda caller, record: True, public=True)

GUESSES = Limit("calendar_address", 100, timedelta(minutes=15))
READS = Limit("calendar_reads", 120, timedelta(hours=1))
"""Ours: a program that asks more often than every half minute is broken."""


def _held(session: Session, caller: Any, lock: bool, token: str) -> KnownPerson:
    """Every try counts against its place, so that nobody guesses; one that holds, against its link alone: a whole
    office reads its calendars from one place."""
    attempts.count_place(GUESSES)
    person = holder_of(session, token)
    _forgive_place()
    attempts.count(READS, str(person.id))
    return person


def _forgive_place() -> None:
    """The try was honest: it does not count after all."""
    with this_site().sessions.begin() as counting:
        throttles.give_back(counting, str(this_site().settings.secret), GUESSES, place_of(request))


@routes.get("/calendar", who=policies.WORKS_WITH_FAMILIES, answer=CalendarAnswer)
def own_calendar(call: Call) -> dict[str, Any]:
    """Whether there is a link, and since when; what it is was shown once."""
    link = call.session.get(CalendarLink, call.caller.person)
    return {"made_at": link.made_at if link else None}


@routes.put("/calendar", who=policies.WORKS_WITH_FAMILIES, body=Body, answer=NewCalendarAnswer)
def renew_calendar(call: Call) -> dict[str, Any]:
    """A link, and no other holds any more. PUT, so that no answer of ours is kept to be given again."""
    token = commands.renew_calendar(call.session, call.caller)
    link = call.session.get_one(CalendarLink, call.caller.person, populate_existing=True)
    url = f"{this_site().settings.address}/cases/api/v1/calendars/{token}.ics"
    return {"made_at": link.made_at, "url": url}


@routes.post("/calendar/revoke", who=policies.WORKS_WITH_FAMILIES, body=Body, answer=CalendarAnswer)
def revoke_calendar(call: Call) -> dict[str, Any]:
    """The link holds no more, and there is none."""
    commands.revoke_calendar(call.session, call.caller)
    return {"made_at": None}


@routes.get("/calendars/<token>.ics", on=_held, who=HOLDER, media="text/calendar")
def calendar(call: Call) -> Response:
    """What lies before them, as iCalendar. It changes nothing."""
    feed = Response(calendars.feed_of(call.session, call.record), mimetype=calendars.MEDIA_TYPE)
    feed.headers["Cache-Control"] = "private, no-store"
    feed.headers["Content-Disposition"] = 'inline; filename="opora.ics"'
    return feed
