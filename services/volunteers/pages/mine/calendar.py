"""The calendar feed, and the first meeting alone as a file that a phone's calendar takes."""

from dataclasses import replace

from flask import Response

from services.volunteers.calendars import FEED
from services.volunteers.calendars import first_meeting as item_of
from services.volunteers.pages.mine.blueprint import pages
from services.volunteers.pages.mine.families import THEIRS, first_meeting
from services.volunteers.policies import assignments as policies
from shared.problems import NotFound
from shared.web.pages.calendars import add_pages
from shared.web.pages.reader import this_reader
from shared.web.routes import Call

add_pages(pages, FEED, "/mine/calendar", "mine/calendar.html")


@pages.page("/mine/families/<uuid:id>/meeting.ics", on=policies.assignment, who=THEIRS)
def first_meeting_as_file(call: Call) -> Response:
    """Without a name: others see a phone's calendar, too. With the place, unlike the feed: it goes to this phone."""
    from shared.calendars.ical import written  # as in feeds

    reader, said = this_reader(), first_meeting(call.record)
    item = item_of(call.record, reader.language)
    if said is None or item is None:
        raise NotFound
    file = written("volunteers", reader.language, reader.time_zone, [replace(item, place=said["place"])])
    response = Response(file, mimetype="text/calendar")
    response.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return response
