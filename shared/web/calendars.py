"""The routes of the calendar feed, alike in every service: everybody makes, renews and revokes their own link; whoever
holds it reads."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from shared import throttles
from shared.calendars import links
from shared.calendars.feed import Feed
from shared.contracts.common import Instant
from shared.directory.model import KnownPerson
from shared.throttles import Limit
from shared.web import attempts
from shared.web.fields import Body
from shared.web.place import place_of
from shared.web.policy import Policy, roles
from shared.web.routes import Call, Routes
from shared.web.site import this_site

HOLDER = Policy("holder of a calendar's link", lambda caller, record: True, public=True)

GUESSES = Limit("calendar_address", 100, timedelta(minutes=15))
READS = Limit("calendar_reads", 120, timedelta(hours=1))
"""Ours: a program that asks more often than every half minute is broken."""


class CalendarAnswer(Schema):
    made_at = Instant(allow_none=True, metadata={"description": "Null: there is no link."})


class NewCalendarAnswer(CalendarAnswer):
    url = fields.String(metadata={"description": "Shown this once. Whoever has it reads the calendar."})


def add_routes(routes: Routes, feed: Feed) -> None:
    """On this blueprint."""
    _add_own_link(routes, feed)
    _add_feed(routes, feed)


def holders(feed: Feed) -> Policy:
    return roles(*feed.roles)


def new_link(feed: Feed, call: Call) -> dict[str, Any]:
    """The caller's link, and no other of theirs holds any more."""
    token = links.renew(call.session, feed.link, call.caller)
    url = f"{this_site().settings.address}/{feed.service}/api/v1/calendars/{token}.ics"
    return {"made_at": links.made_at(call.session, feed.link, call.caller.person), "url": url}


def _add_own_link(routes: Routes, feed: Feed) -> None:
    @routes.get("/calendar", who=holders(feed), answer=CalendarAnswer)
    def own_calendar(call: Call) -> dict[str, Any]:
        """Whether there is a link, and since when; what it is was shown once."""
        return {"made_at": links.made_at(call.session, feed.link, call.caller.person)}

    @routes.put("/calendar", who=holders(feed), body=Body, answer=NewCalendarAnswer)
    def renew_calendar(call: Call) -> dict[str, Any]:
        """A link, and no other holds any more. PUT, so that no answer of ours is kept to be given again."""
        return new_link(feed, call)

    @routes.post("/calendar/revoke", who=holders(feed), body=Body, answer=CalendarAnswer)
    def revoke_calendar(call: Call) -> dict[str, Any]:
        """The link holds no more, and there is none."""
        links.end_for(call.session, feed.link, call.caller.person)
        return {"made_at": None}


def _add_feed(routes: Routes, feed: Feed) -> None:
    def held(session: Session, caller: Any, lock: bool, token: str) -> KnownPerson:
        return _held(feed, session, token)

    @routes.get("/calendars/<token>.ics", on=held, who=HOLDER, media="text/calendar")
    def calendar(call: Call) -> Response:
        """What lies before them, as iCalendar. It changes nothing."""
        file = Response(feed.of(call.session, call.record), mimetype="text/calendar")
        file.headers["Cache-Control"] = "private, no-store"
        file.headers["Content-Disposition"] = 'inline; filename="opora.ics"'
        return file


def _held(feed: Feed, session: Session, token: str) -> KnownPerson:
    """Every try counts against its place, so that nobody guesses; one that holds, against its link alone: a whole
    office reads its calendars from one place."""
    attempts.count_place(GUESSES)
    person = links.holder_of(session, feed.link, token, feed.roles)
    _forgive_place()
    attempts.count(READS, str(person.id))
    return person


def _forgive_place() -> None:
    """The try was honest: it does not count after all."""
    with this_site().sessions.begin() as counting:
        throttles.give_back(counting, str(this_site().settings.secret), GUESSES, place_of(request))
