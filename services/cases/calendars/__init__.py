"""A person's calendar feed: what lies before them, by case reference and kind alone, sessions that they lead by
the programme's name. No name of anybody, no address, no note: a feed lies on phones and on the servers of
calendar programs.

What is in it comes from `SOURCES`; whatever else people are to find in their calendars is one more of them.
"""

from sqlalchemy.orm import Session

from services.cases.calendars.items import Source
from services.cases.calendars.sources import own_deadlines, planned_visits
from services.cases.calendars.teamwork import led_sessions, next_stages, team_meetings
from shared.caller import Caller
from shared.directory.lookup import stands_in_for
from shared.directory.model import KnownPerson

MEDIA_TYPE = "text/calendar"

SOURCES: tuple[Source, ...] = (planned_visits, own_deadlines, team_meetings, next_stages, led_sessions)


def feed_of(session: Session, person: KnownPerson) -> bytes:
    """The person's calendar, in their language and time zone; with what lies before those for whom they stand in."""
    from services.cases.calendars.ical import written  # a quarter of a second that only feeds need

    holder = Caller(
        person.id, person.organisation, frozenset(person.roles), person.id, stands_in_for(session, person.id)
    )
    return written(person, [item for source in SOURCES for item in source(session, person, holder)])
